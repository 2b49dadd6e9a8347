using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>DeepN-JPEG, its tables measured on the task's images to learn from.</summary>
/// <param name="scales">What all steps are multiplied by.</param>
internal sealed class DeepNMethod(double[] scales) : CodecMethod("DeepN-JPEG")
{
    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(scales, plan.Settings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => $"scale {setting}";

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
        => new DeepNJpeg(DeepNStatistics.Of(task.Learning, work.Cancel), Number(setting));
}
