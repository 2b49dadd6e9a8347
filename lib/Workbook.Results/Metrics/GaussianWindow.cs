namespace Workbook.Results.Metrics;

/// <summary>The 11 x 11 Gaussian of sigma 1.5 that SSIM weights its windows with.</summary>
internal static class GaussianWindow
{
    internal const int Size = 11;
    private const double Sigma = 1.5;
    private static readonly double[] Taps = MakeTaps();

    /// <summary>Weighted mean of every window that lies wholly inside: 10 fewer rows and columns.</summary>
    internal static Plane Filter(Plane plane)
    {
        int rows = plane.Rows - Size + 1, columns = plane.Columns - Size + 1;
        var target = new Plane(rows, columns, new double[rows * columns]);
        var columnSums = new double[plane.Columns];
        for (int row = 0; row < rows; row++)
        {
            Array.Clear(columnSums);
            for (int k = 0; k < Size; k++)
                Accumulate(plane.Values.AsSpan((row + k) * plane.Columns, plane.Columns), Taps[k], columnSums);
            for (int k = 0; k < Size; k++)
                Accumulate(columnSums.AsSpan(k, columns), Taps[k], target.Values.AsSpan(row * columns, columns));
        }
        return target;
    }

    private static void Accumulate(ReadOnlySpan<double> source, double weight, Span<double> target)
    {
        for (int i = 0; i < source.Length && i < target.Length; i++)
            target[i] += weight * source[i];
    }

    private static double[] MakeTaps()
    {
        var taps = new double[Size];
        for (int i = 0; i < Size; i++)
            taps[i] = Math.Exp(-(i - Size / 2) * (i - Size / 2) / (2 * Sigma * Sigma));
        double sum = taps.Sum();
        return [.. taps.Select(t => t / sum)];
    }
}
