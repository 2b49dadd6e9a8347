using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A codec that learns from no image.</summary>
/// <param name="name">The curve's name.</param>
/// <param name="settings">All settings of the curve.</param>
/// <param name="make">The codec at a setting; its name tells the setting.</param>
internal sealed class StandardMethod(string name, double[] settings, Func<double, GridPlan, IImageCodec> make) : CodecMethod(name)
{
    public StandardMethod(string name, double[] settings, Func<double, IImageCodec> make) : this(name, settings, (setting, _) => make(setting))
    {
    }

    /// <summary>Says why the codec cannot be used here; null where it can.</summary>
    public Func<string?> WhyMissing { get; init; } = () => null;

    /// <summary>How hard the encoder tries, where its name does not tell.</summary>
    public Func<GridPlan, string> Effort { get; init; } = _ => "";

    public override string? WhyNot(GridTask task) => WhyMissing();

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(settings, plan.Settings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => $"{make(Number(setting), plan).Name} {Effort(plan)}".TrimEnd();

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work) => make(Number(setting), work.Plan);
}
