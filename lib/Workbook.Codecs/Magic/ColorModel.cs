using System.Numerics;
using Workbook.Codecs.Color;

namespace Workbook.Codecs.Magic;

/// <summary>Probabilities of the palette's colours, learning from each colour of a picture.</summary>
/// <remarks>Whole numbers, exact everywhere. One object codes one picture.</remarks>
internal sealed class ColorModel
{
    private const int Total = 65536;
    private const int FractionBits = 32;
    private const int Step = 256;
    private const long MostPopularity = 1 << 22;
    private readonly int[] red, green, blue, popularity, starts, buckets;
    private readonly long[] weights;
    private readonly ushort[] kernel;
    private long sum;

    internal ColorModel(ColorStatistics statistics, ColorDictionary palette)
    {
        kernel = statistics.Kernel;
        popularity = Array.ConvertAll(statistics.Popularity, weight => (int)weight);
        var colors = palette.Colors;
        (red, green, blue) = (new int[colors.Length], new int[colors.Length], new int[colors.Length]);
        for (var i = 0; i < colors.Length; i++)
            (red[i], green[i], blue[i]) = (colors[i].Red, colors[i].Green, colors[i].Blue);
        (starts, buckets, weights) = (new int[colors.Length + 1], new int[colors.Length], new long[colors.Length]);
        sum = popularity.Sum(weight => (long)weight);
    }

    /// <summary>Parts of 65536 that even the likeliest colour leaves to the others: one for each.</summary>
    internal static int Others(ColorDictionary palette) => palette.Colors.Length - 1;

    /// <summary>Where each colour's interval starts in a total of 2^16, and at last the total.</summary>
    internal ReadOnlySpan<int> Starts(ColorGuess guess)
    {
        FindBuckets(guess);
        var total = Weigh(kernel.AsSpan(guess.Context * ColorStatistics.Buckets, ColorStatistics.Buckets));
        // start(i) = i + (2^16 - n) * (weights before i) / total, so that every colour has at least 1.
        var (scale, before) = (((ulong)(Total - weights.Length) << FractionBits) / (ulong)total, 0UL);
        for (var i = 0; i < weights.Length; i++)
        {
            starts[i] = i + (int)(before * scale >> FractionBits);
            before += (ulong)weights[i];
        }
        starts[^1] = Total;
        return starts;
    }

    private long Weigh(ReadOnlySpan<ushort> row)
    {
        var total = 0L;
        for (var i = 0; i < weights.Length; i++)
            total += weights[i] = (long)popularity[i] * row[buckets[i]];
        return total;
    }

    /// <summary>Makes a colour that was seen more likely.</summary>
    internal void Update(int index)
    {
        popularity[index] += Step;
        if ((sum += Step) <= MostPopularity)
            return;
        sum = 0;
        for (var i = 0; i < popularity.Length; i++)
            sum += popularity[i] = (popularity[i] + 1) / 2;
    }

    private void FindBuckets(ColorGuess guess)
    {
        var i = 0;
        for (; i <= buckets.Length - Vector<int>.Count; i += Vector<int>.Count)
            ColorStatistics.Bucket(new Vector<int>(red, i) - new Vector<int>(guess.Red), new Vector<int>(green, i) - new Vector<int>(guess.Green),
                new Vector<int>(blue, i) - new Vector<int>(guess.Blue)).CopyTo(buckets, i);
        for (; i < buckets.Length; i++)
            buckets[i] = ColorStatistics.Bucket(red[i] - guess.Red, green[i] - guess.Green, blue[i] - guess.Blue);
    }
}
