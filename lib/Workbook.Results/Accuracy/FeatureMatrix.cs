using System.Runtime.Intrinsics;

namespace Workbook.Results.Accuracy;

/// <summary>Standardised features with a constant 1 for the bias, rows padded with zeros to a multiple of eight.</summary>
internal sealed class FeatureMatrix
{
    private readonly double[] values;

    internal FeatureMatrix(IReadOnlyList<float[]> rows, Standardizer standardizer)
    {
        Stride = (standardizer.Length + 1 + 7) / 8 * 8;
        values = new double[rows.Count * Stride];
        for (int i = 0; i < rows.Count; i++)
        {
            standardizer.Apply(rows[i], values.AsSpan(i * Stride, Stride));
            values[i * Stride + standardizer.Length] = 1;
        }
    }

    internal int Stride { get; }

    internal ReadOnlySpan<double> Row(int index) => values.AsSpan(index * Stride, Stride);

    /// <summary>Scalar product in eight fixed lanes, so that every processor adds in the same order.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (int i = 0; i <= a.Length - 8; i += 8)
        {
            low += Vector256.Create(a.Slice(i, 4)) * Vector256.Create(b.Slice(i, 4));
            high += Vector256.Create(a.Slice(i + 4, 4)) * Vector256.Create(b.Slice(i + 4, 4));
        }
        var sums = low + high;
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    /// <summary>target += factor * row.</summary>
    internal static void Add(double factor, ReadOnlySpan<double> row, Span<double> target)
    {
        var factors = Vector256.Create(factor);
        for (int i = 0; i <= row.Length - 4; i += 4)
            (Vector256.Create((ReadOnlySpan<double>)target.Slice(i, 4)) + factors * Vector256.Create(row.Slice(i, 4))).CopyTo(target.Slice(i, 4));
    }
}
