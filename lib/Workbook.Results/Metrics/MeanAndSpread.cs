namespace Workbook.Results.Metrics;

/// <summary>How many values there were, their mean, and how far they spread.</summary>
/// <param name="Count">Number of values, n.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Sample standard deviation (divisor n - 1); 0 for a single value.</param>
public readonly record struct MeanAndSpread(int Count, double Mean, double Deviation)
{
    /// <summary>Standard error of the mean of independent values: deviation / sqrt(n).</summary>
    public double StandardError => Deviation / Math.Sqrt(Count);

    /// <summary>Counts, mean and deviation of some values.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>Two passes, so that a large mean does not cost digits.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static MeanAndSpread Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("there are no values to average", nameof(values));
        double mean = values.Sum() / values.Count;
        double squares = values.Sum(v => (v - mean) * (v - mean));
        return new(values.Count, mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : 0);
    }
}
