using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Patterns;

/// <summary>Local entropy: how many bits the grey values around a pixel would cost.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), section IV-A ("entropy feature"); the neighbourhood is a disk of radius 5, the 81 pixels with
/// x^2 + y^2 &lt;= 25, cut off at the image's border. Equal to scikit-image's <c>rank.entropy(gray, disk(5))</c> to 1e-5, in practice to
/// 1e-6. H = (n log2 n - sum over grey values of c log2 c) / n, where c is how often a value comes and n the number of pixels.
/// The histogram slides down each column, and the sum is kept in whole multiples of 2^-20, so that taking a pixel out undoes putting it
/// in exactly and the result does not depend on the way there. Exact everywhere.
/// </remarks>
public static class EntropyFeature
{
    /// <summary>Radius of the neighbourhood in pixels.</summary>
    public const int Radius = 5;

    private const int DiskPixels = 81;
    private const int Outside = 256;       // the grey value of pixels beyond the border; it is counted, then taken off
    private const int Bins = 272;          // one histogram: 257 bins, rounded up
    private const int FractionBits = 20;

    private static readonly int[] HalfWidths = [0, 3, 4, 4, 4, 5, 4, 4, 4, 3, 0];
    private static readonly int[] Terms = MakeTerms();
    private static readonly int[] Steps = [.. Terms.Zip(Terms.Skip(1), (low, high) => high - low), 0];

    /// <summary>Local entropy of every pixel.</summary>
    /// <param name="gray">The image.</param>
    /// <returns>A plane of the image's size.</returns>
    public static EntropyPlane Compute(GrayImage gray) => ComputeStrided(gray, 1);

    /// <summary>Local entropy of the pixels whose row and column are multiples of a stride.</summary>
    /// <param name="gray">The image.</param>
    /// <param name="stride">Distance of the pixels, at least 1.</param>
    /// <returns>The value at (i, j) belongs to the pixel (i * stride, j * stride).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stride is below 1.</exception>
    public static EntropyPlane ComputeStrided(GrayImage gray, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        int rows = (gray.Rows - 1) / stride + 1, columns = (gray.Columns - 1) / stride + 1;
        var plane = new EntropyPlane(rows, columns, new float[rows * columns]);
        int pitch = gray.Columns + 2 * Radius;
        var padded = ArrayPool<ushort>.Shared.Rent(pitch * (gray.Rows + 2 * Radius + 1));
        Pad(gray, padded, pitch);
        Span<uint> counts = stackalloc uint[2 * Bins];
        for (int column = 0; column < columns; column += 2)
        {
            int second = Math.Min(column + 1, columns - 1);
            SlideTwo(padded, pitch, stride, column, second, plane, counts);
        }
        ArrayPool<ushort>.Shared.Return(padded);
        return plane;
    }

    private static int[] MakeTerms() =>
        [0, .. Enumerable.Range(1, DiskPixels).Select(c => (int)Math.Round(c * Math.Log2(c) * (1 << FractionBits)))];

    private static void Pad(GrayImage gray, Span<ushort> padded, int pitch)
    {
        padded[..(Radius * pitch)].Fill(Outside);
        for (int row = 0; row < gray.Rows; row++)
        {
            var target = padded.Slice((row + Radius) * pitch, pitch);
            target[..Radius].Fill(Outside);
            Widen(gray.Pixels.AsSpan(row * gray.Columns, gray.Columns), target[Radius..]);
            target[^Radius..].Fill(Outside);
        }
        padded[((gray.Rows + Radius) * pitch)..].Fill(Outside);
    }

    private static void Widen(ReadOnlySpan<byte> source, Span<ushort> target)
    {
        for (; source.Length >= Vector128<byte>.Count; source = source[Vector128<byte>.Count..], target = target[Vector128<byte>.Count..])
        {
            var (low, high) = Vector128.Widen(Vector128.Create(source));
            low.CopyTo(target);
            high.CopyTo(target[Vector128<ushort>.Count..]);
        }
        for (int i = 0; i < source.Length; i++)
            target[i] = source[i];
    }

    // Two columns at once: updates of one histogram wait for each other, those of two do not.
    // References without bounds checks: an image of 227 x 227 takes 2.3 million updates of a few cycles each. Every index is safe by
    // construction: pixels are 0 to 256, counts 0 to 81 (to 82 between the two halves of an exchange, where the step
    // is 0), and the padding holds the whole disk around every pixel.
    private static void SlideTwo(Span<ushort> padded, int pitch, int stride, int first, int second, EntropyPlane plane, Span<uint> counts)
    {
        counts.Clear();
        ref uint left = ref counts[0];
        ref uint right = ref counts[Bins];
        ref int steps = ref Steps[0];
        ref ushort a = ref padded[Radius * pitch + Radius + first * stride];
        ref ushort b = ref padded[Radius * pitch + Radius + second * stride];
        int leftSum = Start(ref a, pitch, ref left, ref steps), rightSum = Start(ref b, pitch, ref right, ref steps);
        for (int row = 0, output = 0, wait = 0; ; row++, wait--)
        {
            if (wait == 0)
            {
                plane.Values[output + first] = Entropy(leftSum, (int)Unsafe.Add(ref left, Outside));
                plane.Values[output + second] = Entropy(rightSum, (int)Unsafe.Add(ref right, Outside));
                (output, wait) = (output + plane.Columns, stride);
                if (output >= plane.Rows * plane.Columns)
                    return;
            }
            a = ref Unsafe.Add(ref a, pitch);
            b = ref Unsafe.Add(ref b, pitch);
            Step(ref a, ref b, pitch, ref left, ref right, ref steps, ref leftSum, ref rightSum);
        }
    }

    private static int Start(ref ushort centre, int pitch, ref uint counts, ref int steps)
    {
        int sum = 0;
        for (int dx = -Radius; dx <= Radius; dx++)
            for (int dy = -HalfWidths[dx + Radius]; dy <= HalfWidths[dx + Radius]; dy++)
                sum += Enter(Unsafe.Add(ref centre, dy * pitch + dx), ref counts, ref steps);
        return sum;
    }

    // One row down: what the disk loses above and gains below, by row of the image.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref ushort a, ref ushort b, int pitch, ref uint left, ref uint right, ref int steps,
        ref int leftSum, ref int rightSum)
    {
        nint p = pitch;
        leftSum += Exchange(ref a, 5 * p, -6 * p, ref left, ref steps);
        rightSum += Exchange(ref b, 5 * p, -6 * p, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p - 1, -5 * p - 1, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p - 1, -5 * p - 1, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p + 1, -5 * p + 1, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p + 1, -5 * p + 1, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p - 2, -5 * p - 2, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p - 2, -5 * p - 2, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p + 2, -5 * p + 2, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p + 2, -5 * p + 2, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p - 3, -5 * p - 3, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p - 3, -5 * p - 3, ref right, ref steps);
        leftSum += Exchange(ref a, 4 * p + 3, -5 * p + 3, ref left, ref steps);
        rightSum += Exchange(ref b, 4 * p + 3, -5 * p + 3, ref right, ref steps);
        leftSum += Exchange(ref a, 3 * p - 4, -4 * p - 4, ref left, ref steps);
        rightSum += Exchange(ref b, 3 * p - 4, -4 * p - 4, ref right, ref steps);
        leftSum += Exchange(ref a, 3 * p + 4, -4 * p + 4, ref left, ref steps);
        rightSum += Exchange(ref b, 3 * p + 4, -4 * p + 4, ref right, ref steps);
        leftSum += Exchange(ref a, -5, -p - 5, ref left, ref steps);
        rightSum += Exchange(ref b, -5, -p - 5, ref right, ref steps);
        leftSum += Exchange(ref a, 5, -p + 5, ref left, ref steps);
        rightSum += Exchange(ref b, 5, -p + 5, ref right, ref steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Exchange(ref ushort centre, nint below, nint above, ref uint counts, ref int steps) =>
        Enter(Unsafe.Add(ref centre, below), ref counts, ref steps) - Leave(Unsafe.Add(ref centre, above), ref counts, ref steps);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Enter(ushort value, ref uint counts, ref int steps)
    {
        ref uint count = ref Unsafe.Add(ref counts, (nuint)value);
        uint before = count;
        count = before + 1;
        return Unsafe.Add(ref steps, before);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Leave(ushort value, ref uint counts, ref int steps)
    {
        ref uint count = ref Unsafe.Add(ref counts, (nuint)value);
        uint after = count - 1;
        count = after;
        return Unsafe.Add(ref steps, after);
    }

    private static float Entropy(int sum, int outside)
    {
        int pixels = DiskPixels - outside;
        return (float)((Terms[pixels] - (sum - Terms[outside])) / (double)((long)pixels << FractionBits));
    }
}
