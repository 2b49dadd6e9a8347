namespace Workbook.Results.Accuracy;

/// <summary>Brings every feature to mean 0 and deviation 1, as learned on the training part alone.</summary>
/// <remarks>A feature that is the same in all training images becomes 0 everywhere: nothing was learned about it.</remarks>
public sealed class Standardizer
{
    private readonly double[] means, factors;

    private Standardizer(double[] means, double[] factors) => (this.means, this.factors) = (means, factors);

    /// <summary>Number of features.</summary>
    public int Length => means.Length;

    /// <summary>Learns means and deviations (divisor n).</summary>
    /// <param name="rows">Features of the training images, all of one length.</param>
    /// <returns>What to apply to training and test images alike.</returns>
    /// <exception cref="ArgumentException">There are no rows, or their lengths differ.</exception>
    public static Standardizer Fit(IReadOnlyList<float[]> rows)
    {
        var (means, squares) = (new double[Checked(rows)], new double[rows[0].Length]);
        foreach (float[] row in rows)
            for (int i = 0; i < means.Length; i++)
                means[i] += row[i];
        for (int i = 0; i < means.Length; i++)
            means[i] /= rows.Count;
        foreach (float[] row in rows)
            for (int i = 0; i < means.Length; i++)
                squares[i] += (row[i] - means[i]) * (row[i] - means[i]);
        // A deviation within the rounding of the mean is no deviation.
        var factors = squares.Zip(means, (s, m) => Math.Sqrt(s / rows.Count) is var d && d > 1e-7 * Math.Abs(m) ? 1 / d : 0);
        return new(means, [.. factors]);
    }

    /// <summary>Leaves features as they are.</summary>
    /// <param name="length">Number of features.</param>
    /// <returns>Means 0 and factors 1.</returns>
    public static Standardizer Identity(int length) => new(new double[length], [.. Enumerable.Repeat(1.0, length)]);

    /// <summary>Applies it to one image.</summary>
    /// <param name="features">Features as extracted, <see cref="Length"/> values.</param>
    /// <param name="target">Takes <see cref="Length"/> values.</param>
    public void Apply(ReadOnlySpan<float> features, Span<double> target)
    {
        if (features.Length != Length)
            throw new ArgumentException($"there are {features.Length} features, {Length} were learned");
        for (int i = 0; i < features.Length; i++)
            target[i] = (features[i] - means[i]) * factors[i];
    }

    private static int Checked(IReadOnlyList<float[]> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Length != rows[0].Length))
            throw new ArgumentException($"{rows.Count} rows of features; there must be at least one, and all of one length");
        return rows[0].Length;
    }
}
