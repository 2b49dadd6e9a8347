using System.Numerics;
using System.Runtime.InteropServices;

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
    private const int Side = 3;

    private int KernelRows => IsVolume ? Side * Side : Side;

    private int KernelLength => KernelRows * Side * Channels;

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
            for (var column = 0; column < Columns; column++)
            {
                var (from, length, skipped) = Reach(column);
                for (var map = 0; map < offsets.Length; map++)
                {
                    var sum = offsets[map];
                    foreach (var (start, kernelRow) in found)
                        sum += Dot(x.Slice(start + from, length), kernel.AsSpan(map * KernelLength + kernelRow * Side * Channels + skipped, length));
                    y[(row * Columns + column) * offsets.Length + map] = sum;
                }
            }
        }
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
        var ofRow = new float[sums.Length]; // added up row by row: float32 does not hold sums over whole volumes
        Span<(int Start, int KernelRow)> near = stackalloc (int, int)[KernelRows];
        for (var row = 0; row < Depth * Rows; row++)
        {
            var found = near[..Near(row, near)];
            for (var column = 0; column < Columns; column++)
            {
                var (from, length, skipped) = Reach(column);
                for (var map = 0; map < maps; map++)
                {
                    var value = above[(row * Columns + column) * maps + map];
                    ofRow[kernel.Length + map] += value;
                    foreach (var (start, kernelRow) in found)
                    {
                        var at = map * KernelLength + kernelRow * Side * Channels + skipped;
                        AddScaled(value, x.Slice(start + from, length), ofRow.AsSpan(at, length));
                        AddScaled(value, kernel.AsSpan(at, length), gradient.Slice(start + from, length));
                    }
                }
            }
            for (var i = 0; i < sums.Length; i++)
                sums[i] += ofRow[i];
            Array.Clear(ofRow);
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
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        var (sum, i) = (Vector<float>.Zero, 0);
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += Vector.LoadUnsafe(ref first, (nuint)i) * Vector.LoadUnsafe(ref second, (nuint)i);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    private static void AddScaled(float scale, ReadOnlySpan<float> from, Span<float> to)
    {
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var (factor, i) = (new Vector<float>(scale), 0);
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.LoadUnsafe(ref target, (nuint)i) + factor * Vector.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        for (; i < from.Length; i++)
            to[i] += scale * from[i];
    }
}
