using System.Globalization;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A family of codecs whose settings make one curve.</summary>
/// <param name="name">The curve's name.</param>
internal abstract class GridMethod(string name)
{
    public string Name => name;

    /// <summary>On what the networks learn that read its images.</summary>
    public virtual IReadOnlyList<string> Readers => [ScoreChart.Originals, ScoreChart.Decoded];

    /// <summary>Whether the method itself is trained anew from each seed.</summary>
    public virtual bool IsSeeded => false;

    /// <summary>Why it is not measured on a task; null where it is.</summary>
    public virtual string? WhyNot(GridTask task) => null;

    /// <summary>Its settings, from the smallest files to the largest or the other way.</summary>
    public abstract IReadOnlyList<string> Settings(GridPlan plan);

    /// <summary>Everything that its images depend on at a setting, beside the task's key.</summary>
    public abstract string Recipe(string setting, GridPlan plan);

    /// <summary>Measures points of one setting, and of one seed where <see cref="IsSeeded"/>, one after the other.</summary>
    public abstract IEnumerable<(GridPoint Point, IReadOnlyDictionary<string, double> Metrics)> Measure(GridTask task, string setting, IReadOnlyList<GridPoint> points, GridWork work);

    /// <summary>A number as a setting.</summary>
    public static string Text(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    /// <summary>The number of a setting.</summary>
    public static double Number(string setting) => double.Parse(setting, CultureInfo.InvariantCulture);
}
