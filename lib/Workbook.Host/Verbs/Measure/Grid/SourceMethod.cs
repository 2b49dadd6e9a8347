using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>The images as they are, at 24 bits a pixel: the score that every method is held against.</summary>
internal sealed class SourceMethod() : CodecMethod(ScoreChart.Source)
{
    public override IReadOnlyList<string> Readers => [ScoreChart.Originals];

    public override IReadOnlyList<string> Settings(GridPlan plan) => [""];

    public override string Recipe(string setting, GridPlan plan) => "";

    protected override IImageCodec? Make(GridTask task, string setting, ulong seed, GridWork work) => null;
}
