namespace Workbook.Results.Metrics;

/// <summary>The numbers of a box plot: how values are distributed, in one glance.</summary>
/// <remarks>Tukey's box plot. Quartiles interpolate linearly between the two neighbouring values (method 7 of Hyndman and Fan, 1996, the
/// default of R and NumPy). A whisker ends at the outermost value within 1.5 interquartile ranges of the box.</remarks>
/// <param name="Count">Number of values.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="LowerWhisker">Smallest value that is no outlier.</param>
/// <param name="LowerQuartile">A quarter of the values lies below.</param>
/// <param name="Median">Half of the values lies below.</param>
/// <param name="UpperQuartile">Three quarters of the values lie below.</param>
/// <param name="UpperWhisker">Largest value that is no outlier.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Outliers">Values beyond the whiskers, ascending.</param>
public sealed record BoxPlot(int Count, double Minimum, double LowerWhisker, double LowerQuartile, double Median, double UpperQuartile,
    double UpperWhisker, double Maximum, IReadOnlyList<double> Outliers)
{
    /// <summary>The box plot of some values.</summary>
    /// <param name="values">At least one finite value, in any order.</param>
    /// <returns>The numbers to draw.</returns>
    /// <exception cref="ArgumentException">There are no values, or one is not finite.</exception>
    public static BoxPlot Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0 || !sorted.All(double.IsFinite))
            throw new ArgumentException($"a box plot needs at least one value and finite ones only; there are {sorted.Length}, "
                + $"{sorted.Count(v => !double.IsFinite(v))} of them not finite", nameof(values));
        double q1 = Quantile(sorted, 0.25), q3 = Quantile(sorted, 0.75), reach = 1.5 * (q3 - q1);
        var inside = sorted.Where(v => v >= q1 - reach && v <= q3 + reach).ToArray();
        return new(sorted.Length, sorted[0], inside[0], q1, Quantile(sorted, 0.5), q3, inside[^1], sorted[^1],
            [.. sorted.Where(v => v < q1 - reach || v > q3 + reach)]);
    }

    /// <summary>The value that a share of sorted values lies below (method 7).</summary>
    /// <param name="sorted">Ascending values, at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>Linear between the two neighbours of position (n - 1) * share.</returns>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double position = (sorted.Length - 1) * share;
        int below = (int)position, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
