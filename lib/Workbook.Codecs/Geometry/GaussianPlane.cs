using System.Numerics;

namespace Workbook.Codecs.Geometry;

/// <summary>Smooths a plane of doubles with zeros around it, in a fixed order of operations.</summary>
internal static class GaussianPlane
{
    /// <summary>Weights at distance 0, 1, ... up to four sigma; both sides together sum to 1.</summary>
    internal static double[] Kernel(double sigma)
    {
        int radius = (int)(4 * sigma + 0.5);
        var all = new double[2 * radius + 1];
        for (int i = 0; i < all.Length; i++)
            all[i] = Math.Exp(-0.5 / (sigma * sigma) * ((i - radius) * (i - radius)));
        double sum = 0;
        foreach (double weight in all)
            sum += weight;
        return [.. all[radius..].Select(weight => weight / sum)];
    }

    /// <summary>Smooths down the columns, then along the rows.</summary>
    internal static double[] Smooth(double[] plane, int rows, int columns, double[] kernel)
    {
        int radius = kernel.Length - 1;
        var smooth = new double[plane.Length];
        var padded = new double[columns + 2 * radius];
        for (int row = 0; row < rows; row++)
        {
            var middle = padded.AsSpan(radius, columns);
            SmoothColumns(plane, row, rows, kernel, middle);
            SmoothRow(padded, kernel, smooth.AsSpan(row * columns, columns));
        }
        return smooth;
    }

    private static void SmoothColumns(double[] plane, int row, int rows, double[] kernel, Span<double> target)
    {
        int columns = target.Length;
        ReadOnlySpan<double> zeros = new double[columns];
        Scale(target, plane.AsSpan(row * columns, columns), kernel[0]);
        for (int distance = kernel.Length - 1; distance > 0; distance--)
            AddPair(target,
                row >= distance ? plane.AsSpan((row - distance) * columns, columns) : zeros,
                row + distance < rows ? plane.AsSpan((row + distance) * columns, columns) : zeros,
                kernel[distance]);
    }

    private static void SmoothRow(double[] padded, double[] kernel, Span<double> target)
    {
        int radius = kernel.Length - 1, columns = target.Length;
        Scale(target, padded.AsSpan(radius, columns), kernel[0]);
        for (int distance = radius; distance > 0; distance--)
            AddPair(target, padded.AsSpan(radius - distance, columns), padded.AsSpan(radius + distance, columns), kernel[distance]);
    }

    private static void Scale(Span<double> target, ReadOnlySpan<double> source, double weight)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = source[i] * weight;
    }

    // target += (left + right) weight, element by element, so the width of the vectors does not change the result.
    private static void AddPair(Span<double> target, ReadOnlySpan<double> left, ReadOnlySpan<double> right, double weight)
    {
        int width = Vector<double>.Count, whole = target.Length - target.Length % width;
        for (int i = 0; i < whole; i += width)
            (new Vector<double>(target[i..]) + (new Vector<double>(left[i..]) + new Vector<double>(right[i..])) * weight).CopyTo(target[i..]);
        for (int i = whole; i < target.Length; i++)
            target[i] += (left[i] + right[i]) * weight;
    }
}
