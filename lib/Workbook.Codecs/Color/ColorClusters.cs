using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Color;

/// <summary>Weighted k-means of colours in whole numbers.</summary>
/// <remarks>
/// Sources: Lloyd, "Least squares quantization in PCM"; Arthur and Vassilvitskii, "k-means++". Centres are kept in sixteenths of a grey
/// level and every sum is a whole number, so the result is the same on every machine. A colour goes to the nearest centre, to the first
/// among equals. An empty cluster moves to the colour with the largest weighted error. Ends when no colour changes its
/// cluster, when a round takes less than 1/20000 off the error, or after 200 rounds.
/// </remarks>
internal sealed class ColorClusters
{
    internal const long MaxTotal = 1L << 36;   // times the largest squared distance, 2^26, this still fits 63 bits

    private const int MaxRounds = 200;
    private const int Fraction = 16;
    private static readonly int Lanes = Vector256<int>.Count;

    private readonly ColorCount[] colors;
    private readonly SeededRandom random;
    private readonly int clusters;
    // Colours in sixteenths, one channel after another, padded to whole pairs of vectors with black of weight zero.
    private readonly int[] red, green, blue, nearest, distance;
    private readonly int[] centerRed, centerGreen, centerBlue;

    internal ColorClusters(ColorCount[] colors, int clusters, ulong seed)
    {
        (this.colors, this.clusters, random) = (colors, clusters, new SeededRandom(seed));
        int padded = (colors.Length + 2 * Lanes - 1) / (2 * Lanes) * (2 * Lanes);
        (red, green, blue) = (new int[padded], new int[padded], new int[padded]);
        (nearest, distance) = (new int[padded], new int[padded]);
        for (int i = 0; i < colors.Length; i++)
            (red[i], green[i], blue[i]) = (colors[i].Color.Red * Fraction, colors[i].Color.Green * Fraction, colors[i].Color.Blue * Fraction);
        (centerRed, centerGreen, centerBlue) = (new int[clusters], new int[clusters], new int[clusters]);
    }

    /// <param name="cancel">Asked before every round.</param>
    /// <param name="start">Which colours to start from, one a cluster; drawn when null.</param>
    internal Rgb[] Run(CancellationToken cancel, ReadOnlySpan<int> start = default)
    {
        if (colors.Length <= clusters)
            return [.. colors.Select(c => c.Color), .. Enumerable.Repeat(Lightest(), clusters - colors.Length)];
        if (start.IsEmpty)
            Start(cancel);
        for (int k = 0; k < start.Length; k++)
            SetCenter(k, start[k]);
        long before = long.MaxValue;
        for (int round = 0; round < MaxRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            Assign();
            long error = Error();
            if (error > before - Math.Max(before / 20000, 1))
                break;
            before = error;
            Move();
        }
        return [.. Enumerable.Range(0, clusters).Select(k => new Rgb(Rounded(centerRed[k]), Rounded(centerGreen[k]), Rounded(centerBlue[k])))];
    }

    private Rgb Lightest() => colors.Select(c => c.Color).MaxBy(c => 299 * c.Red + 587 * c.Green + 114 * c.Blue);

    private static byte Rounded(int center) => (byte)((center + Fraction / 2) / Fraction);

    // k-means++: each next centre is a colour drawn with a chance of weight times squared distance to the nearest centre so far.
    private void Start(CancellationToken cancel)
    {
        Array.Fill(distance, 1);
        for (int k = 0; k < clusters; k++)
        {
            cancel.ThrowIfCancellationRequested();
            SetCenter(k, Draw());
            if (k == 0)
                Array.Fill(distance, int.MaxValue);
            Approach(k);
        }
    }

    private int Draw()
    {
        long total = Error();
        long left = (long)((UInt128)random.NextBits() * (ulong)total >> 64);
        for (int i = 0; i < colors.Length; i++)
            if ((left -= colors[i].Count * distance[i]) < 0)
                return i;
        throw new InvalidOperationException("a draw below the sum of all weights left the list");
    }

    private void SetCenter(int k, int color) => (centerRed[k], centerGreen[k], centerBlue[k]) = (red[color], green[color], blue[color]);

    private void Approach(int k)
    {
        var (r, g, b) = (Vector256.Create(centerRed[k]), Vector256.Create(centerGreen[k]), Vector256.Create(centerBlue[k]));
        Span<Vector256<int>> reds = Cast(red), greens = Cast(green), blues = Cast(blue), distances = Cast(distance);
        for (int i = 0; i < distances.Length; i++)
        {
            var (dr, dg, db) = (reds[i] - r, greens[i] - g, blues[i] - b);
            distances[i] = Vector256.Min(distances[i], dr * dr + dg * dg + db * db);
        }
    }

    // |c - p|^2 = |c|^2 + (|p|^2 - 2 c p); the bracket is compared. Two vectors of colours meet one centre at a time.
    private void Assign()
    {
        var offsets = Enumerable.Range(0, clusters)
            .Select(k => centerRed[k] * centerRed[k] + centerGreen[k] * centerGreen[k] + centerBlue[k] * centerBlue[k]).ToArray();
        Span<Vector256<int>> reds = Cast(red), greens = Cast(green), blues = Cast(blue);
        for (int i = 0; i < reds.Length; i += 2)
            AssignTwo(i, reds.Slice(i, 2), greens.Slice(i, 2), blues.Slice(i, 2), offsets);
    }

    private void AssignTwo(int at, ReadOnlySpan<Vector256<int>> reds, ReadOnlySpan<Vector256<int>> greens, ReadOnlySpan<Vector256<int>> blues, int[] offsets)
    {
        var (r0, g0, b0, r1, g1, b1) = (reds[0] * -2, greens[0] * -2, blues[0] * -2, reds[1] * -2, greens[1] * -2, blues[1] * -2);
        Vector256<int> best0 = Vector256.Create(int.MaxValue), best1 = best0, index0 = default, index1 = default;
        Span<int> cr = centerRed.AsSpan(0, offsets.Length), cg = centerGreen.AsSpan(0, offsets.Length), cb = centerBlue.AsSpan(0, offsets.Length);
        for (int k = 0; k < offsets.Length; k++)
        {
            var (r, g, b, o, index) = (Vector256.Create(cr[k]), Vector256.Create(cg[k]), Vector256.Create(cb[k]), Vector256.Create(offsets[k]), Vector256.Create(k));
            var s0 = o + r0 * r + g0 * g + b0 * b;
            var s1 = o + r1 * r + g1 * g + b1 * b;
            index0 = Vector256.ConditionalSelect(Vector256.LessThan(s0, best0), index, index0);
            index1 = Vector256.ConditionalSelect(Vector256.LessThan(s1, best1), index, index1);
            (best0, best1) = (Vector256.Min(s0, best0), Vector256.Min(s1, best1));
        }
        Span<Vector256<int>> nearests = Cast(nearest), distances = Cast(distance);
        (nearests[at], nearests[at + 1]) = (index0, index1);
        distances[at] = best0 + reds[0] * reds[0] + greens[0] * greens[0] + blues[0] * blues[0];
        distances[at + 1] = best1 + reds[1] * reds[1] + greens[1] * greens[1] + blues[1] * blues[1];
    }

    private long Error()
    {
        long error = 0;
        for (int i = 0; i < colors.Length; i++)
            error += colors[i].Count * distance[i];
        return error;
    }

    private void Move()
    {
        var sums = new (long Weight, long Red, long Green, long Blue)[clusters];
        for (int i = 0; i < colors.Length; i++)
        {
            ref var sum = ref sums[nearest[i]];
            var (color, weight) = colors[i];
            sum = (sum.Weight + weight, sum.Red + weight * color.Red, sum.Green + weight * color.Green, sum.Blue + weight * color.Blue);
        }
        for (int k = 0; k < clusters; k++)
        {
            var (weight, r, g, b) = sums[k];
            if (weight > 0)
                (centerRed[k], centerGreen[k], centerBlue[k]) = (Mean(r, weight), Mean(g, weight), Mean(b, weight));
            else
                Refill(k);
        }
    }

    private static int Mean(long sum, long weight) => (int)((2 * Fraction * sum + weight) / (2 * weight));

    private void Refill(int k)
    {
        int worst = 0;
        for (int i = 1; i < colors.Length; i++)
            if (colors[i].Count * distance[i] > colors[worst].Count * distance[worst])
                worst = i;
        SetCenter(k, worst);
        distance[worst] = 0;
    }

    private static Span<Vector256<int>> Cast(int[] values) => MemoryMarshal.Cast<int, Vector256<int>>(values.AsSpan());
}
