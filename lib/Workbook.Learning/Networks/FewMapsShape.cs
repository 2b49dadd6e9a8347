using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbook.Learning.Networks;

/// <summary>The arithmetic of a convolution to few maps in one image or volume.</summary>
/// <remarks>Where channels lie side by side, so do the channels of three neighbours in a row: with a row of the kernel they are one dot product.</remarks>
/// <param name="Depth">Slices; 1 for an image.</param>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Channels">That come in.</param>
/// <param name="IsVolume">Whether the kernel has a depth.</param>
internal readonly record struct FewMapsShape(int Depth, int Rows, int Columns, int Channels, bool IsVolume)
{
    private const int Side = 3, Together = 4;

    private int KernelRows => IsVolume ? Side * Side : Side;

    private int RowLength => Side * Channels;

    private int KernelLength => KernelRows * RowLength;

    /// <summary>The maps.</summary>
    /// <param name="x">[D, H, W, C].</param>
    /// <param name="kernel">[K, 3, 3, C] or [K, 3, 3, 3, C].</param>
    /// <param name="offsets">[K].</param>
    /// <param name="y">[D, H, W, K].</param>
    internal void Convolve(ReadOnlySpan<float> x, float[] kernel, float[] offsets, Span<float> y)
    {
        Span<(int Start, int KernelRow)> near = stackalloc (int, int)[KernelRows];
        for (var row = 0; row < Depth * Rows; row++)
        {
            var found = near[..Near(row, near)];
            for (var map = 0; map < offsets.Length; map++)
            {
                var weights = kernel.AsSpan(map * KernelLength, KernelLength);
                var to = y[(row * Columns * offsets.Length + map)..];
                for (var column = 0; column < Columns;)
                    if (column > 0 && column + Together < Columns)
                    {
                        ConvolveTogether(x, weights, found, column, offsets[map], to[(column * offsets.Length)..], offsets.Length);
                        column += Together;
                    }
                    else
                    {
                        to[column * offsets.Length] = offsets[map] + Convolved(x, weights, found, column);
                        column++;
                    }
            }
        }
    }

    /// <summary>One number of a map, without its offset.</summary>
    private float Convolved(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<(int Start, int KernelRow)> found, int column)
    {
        var (from, length, skipped) = Reach(column);
        var sum = 0f;
        foreach (var (start, kernelRow) in found)
            sum += Dot(x.Slice(start + from, length), weights.Slice(kernelRow * RowLength + skipped, length));
        return sum;
    }

    /// <summary>Four neighbours in a row of a map, none at the border: what is read of the kernel serves all of them.</summary>
    private void ConvolveTogether(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<(int Start, int KernelRow)> found, int column, float offset, Span<float> y, int step)
    {
        var (m0, m1, m2, m3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var (s0, s1, s2, s3) = (offset, offset, offset, offset);
        foreach (var (start, kernelRow) in found)
        {
            var near = x.Slice(start + (column - 1) * Channels, (Together - 1) * Channels + RowLength);
            var row = weights.Slice(kernelRow * RowLength, RowLength);
            ref var seen = ref MemoryMarshal.GetReference(near);
            var i = 0;
            for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var weight = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)i);
                m0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref seen, (nuint)i), weight, m0);
                m1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref seen, (nuint)(i + Channels)), weight, m1);
                m2 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref seen, (nuint)(i + 2 * Channels)), weight, m2);
                m3 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref seen, (nuint)(i + 3 * Channels)), weight, m3);
            }
            for (; i < row.Length; i++)
            {
                s0 += near[i] * row[i];
                s1 += near[i + Channels] * row[i];
                s2 += near[i + 2 * Channels] * row[i];
                s3 += near[i + 3 * Channels] * row[i];
            }
        }
        (y[0], y[step], y[2 * step], y[3 * step]) = (s0 + Vector.Sum(m0), s1 + Vector.Sum(m1), s2 + Vector.Sum(m2), s3 + Vector.Sum(m3));
    }

    /// <summary>Adds the gradients.</summary>
    /// <param name="x">[D, H, W, C].</param>
    /// <param name="kernel">As above.</param>
    /// <param name="above">The gradient of the maps, [D, H, W, K].</param>
    /// <param name="gradient">Of x; zeros before.</param>
    /// <param name="sums">Of the kernel, then of the offsets.</param>
    internal void Backward(ReadOnlySpan<float> x, float[] kernel, ReadOnlySpan<float> above, Span<float> gradient, double[] sums)
    {
        var maps = sums.Length - kernel.Length;
        var ofRow = new float[RowLength]; // added up row by row: float32 does not hold sums over whole volumes
        var padded = new float[Columns + 2]; // a row of one map between two zeros
        Span<(int Start, int KernelRow)> near = stackalloc (int, int)[KernelRows];
        for (var row = 0; row < Depth * Rows; row++)
        {
            var found = near[..Near(row, near)];
            for (var map = 0; map < maps; map++)
            {
                for (var column = 0; column < Columns; column++)
                    sums[kernel.Length + map] += padded[column + 1] = above[(row * Columns + column) * maps + map];
                foreach (var (start, kernelRow) in found)
                {
                    var at = map * KernelLength + kernelRow * RowLength;
                    BackwardRow(x.Slice(start, Columns * Channels), kernel.AsSpan(at, RowLength), padded, gradient.Slice(start, Columns * Channels), ofRow);
                    for (var i = 0; i < ofRow.Length; i++)
                        sums[at + i] += ofRow[i];
                }
            }
        }
    }

    /// <summary>One row of x under one row of a kernel, four channels at a time: each is met by three neighbours of the map's row.</summary>
    private void BackwardRow(ReadOnlySpan<float> x, ReadOnlySpan<float> kernel, float[] padded, Span<float> gradient, Span<float> ofKernel)
    {
        var width = Vector128<float>.Count;
        var channel = 0;
        for (; channel <= Channels - width; channel += width)
        {
            var (k0, k1, k2) = (Vector128.Create(kernel[channel..]), Vector128.Create(kernel[(Channels + channel)..]), Vector128.Create(kernel[(2 * Channels + channel)..]));
            var (s0, s1, s2) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
            ref var source = ref MemoryMarshal.GetReference(x);
            ref var target = ref MemoryMarshal.GetReference(gradient);
            for (int column = 0, i = channel; column < padded.Length - 2; column++, i += Channels)
            {
                var (a0, a1, a2) = (Vector128.Create(padded[column + 2]), Vector128.Create(padded[column + 1]), Vector128.Create(padded[column]));
                var seen = Vector128.LoadUnsafe(ref source, (nuint)i);
                s0 = Vector128.MultiplyAddEstimate(a0, seen, s0);
                s1 = Vector128.MultiplyAddEstimate(a1, seen, s1);
                s2 = Vector128.MultiplyAddEstimate(a2, seen, s2);
                var sum = Vector128.MultiplyAddEstimate(a0, k0, Vector128.LoadUnsafe(ref target, (nuint)i));
                Vector128.MultiplyAddEstimate(a2, k2, Vector128.MultiplyAddEstimate(a1, k1, sum)).StoreUnsafe(ref target, (nuint)i);
            }
            s0.CopyTo(ofKernel[channel..]);
            s1.CopyTo(ofKernel[(Channels + channel)..]);
            s2.CopyTo(ofKernel[(2 * Channels + channel)..]);
        }
        for (; channel < Channels; channel++)
            for (var tap = 0; tap < Side; tap++)
            {
                var sum = 0f;
                for (var column = 0; column < Columns; column++)
                {
                    sum += padded[column + 2 - tap] * x[column * Channels + channel];
                    gradient[column * Channels + channel] += padded[column + 2 - tap] * kernel[tap * Channels + channel];
                }
                ofKernel[tap * Channels + channel] = sum;
            }
    }

    /// <summary>The rows around a row that there are: where each starts, and the kernel's row that meets it.</summary>
    private int Near(int row, Span<(int, int)> near)
    {
        var (slice, within, count) = (row / Rows, row % Rows, 0);
        for (var z = IsVolume ? -1 : 0; z <= (IsVolume ? 1 : 0); z++)
            for (var y = -1; y <= 1; y++)
                if (slice + z >= 0 && slice + z < Depth && within + y >= 0 && within + y < Rows)
                    near[count++] = (((slice + z) * Rows + within + y) * Columns * Channels, (IsVolume ? (z + 1) * Side : 0) + y + 1);
        return count;
    }

    /// <summary>The neighbours in a row that there are: the first number, how many, and how many of the kernel's row lie before.</summary>
    private (int From, int Length, int Skipped) Reach(int column)
    {
        var (first, last) = (Math.Max(0, column - 1), Math.Min(Columns - 1, column + 1));
        return (first * Channels, (last - first + 1) * Channels, (first - column + 1) * Channels);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (sum, i) = (Vector<float>.Zero, 0);
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum = Vector.MultiplyAddEstimate(new Vector<float>(a[i..]), new Vector<float>(b[i..]), sum);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }
}
