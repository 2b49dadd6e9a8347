using Workbook.Results.Metrics;

namespace Workbook.Results.Figures;

/// <summary>One box of a box plot.</summary>
/// <param name="Name">Label under the box.</param>
/// <param name="Low">End of the lower whisker.</param>
/// <param name="LowerQuartile">Bottom of the box.</param>
/// <param name="Median">Line in the box.</param>
/// <param name="UpperQuartile">Top of the box.</param>
/// <param name="High">End of the upper whisker.</param>
public sealed record Box(string Name, double Low, double LowerQuartile, double Median, double UpperQuartile, double High)
{
    /// <summary>Mean, drawn as a diamond; null draws none.</summary>
    public double? Mean { get; init; }

    /// <summary>Values beyond the whiskers.</summary>
    public IReadOnlyList<double> Outliers { get; init; } = [];

    /// <summary>A box of samples, its mean marked.</summary>
    /// <param name="name">Label under the box.</param>
    /// <param name="samples">At least one sample, all finite.</param>
    /// <returns>The box; see <see cref="BoxPlot"/> for its rule of quartiles and whiskers.</returns>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static Box Of(string name, IEnumerable<double> samples)
    {
        var list = samples.ToArray();
        return Of(name, BoxPlot.Of(list)) with { Mean = list.Average() };
    }

    /// <summary>A box of ready statistics.</summary>
    /// <param name="name">Label under the box.</param>
    /// <param name="statistics">What to draw.</param>
    /// <returns>The box, without a mean.</returns>
    public static Box Of(string name, BoxPlot statistics) =>
        new(name, statistics.LowerWhisker, statistics.LowerQuartile, statistics.Median, statistics.UpperQuartile, statistics.UpperWhisker) { Outliers = statistics.Outliers };
}
