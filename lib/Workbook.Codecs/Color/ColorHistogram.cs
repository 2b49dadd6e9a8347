namespace Workbook.Codecs.Color;

/// <summary>How often each colour comes: joint over red, green and blue, and each channel by itself.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), section III-A and Fig. 2: a domain uses few of the 16.7 million colours.
/// A joint bin holds the colours whose upper <see cref="BitsPerChannel"/> bits agree; the channels are always counted in 256 values.
/// Exact everywhere. Not safe to add to from several threads; count on each thread, then <see cref="Merge"/>.
/// </remarks>
public sealed class ColorHistogram
{
    // One page for each pair of red and green, made when a colour first falls on it: at 8 bits all bins would be 134 MB.
    private readonly long[]?[] pages;
    private readonly long[] red = new long[256], green = new long[256], blue = new long[256];

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="bitsPerChannel">Bits that tell joint bins apart, 1 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public ColorHistogram(int bitsPerChannel = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bitsPerChannel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitsPerChannel, 8);
        BitsPerChannel = bitsPerChannel;
        pages = new long[1 << (2 * bitsPerChannel)][];
    }

    /// <summary>Bits that tell joint bins apart, 1 to 8.</summary>
    public int BitsPerChannel { get; }

    /// <summary>Pixels (or whatever was added) in all.</summary>
    public long Total { get; private set; }

    /// <summary>All joint bins, empty ones too.</summary>
    public int BinCount => 1 << (3 * BitsPerChannel);

    /// <summary>Joint bins with at least one pixel.</summary>
    public int UsedCount => pages.Sum(page => page?.Count(count => count > 0) ?? 0);

    /// <summary>Distribution of red.</summary>
    public ChannelDistribution Red => new([.. red]);

    /// <summary>Distribution of green.</summary>
    public ChannelDistribution Green => new([.. green]);

    /// <summary>Distribution of blue.</summary>
    public ChannelDistribution Blue => new([.. blue]);

    /// <summary>Counts the pixels of many images.</summary>
    /// <param name="images">The images; read one after another.</param>
    /// <param name="bitsPerChannel">Bits that tell joint bins apart, 1 to 8.</param>
    /// <param name="cancel">Asked before every image.</param>
    /// <returns>A new histogram.</returns>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static ColorHistogram Of(IEnumerable<RgbImage> images, int bitsPerChannel = 5, CancellationToken cancel = default)
    {
        var histogram = new ColorHistogram(bitsPerChannel);
        foreach (var image in images)
        {
            cancel.ThrowIfCancellationRequested();
            histogram.Add(image);
        }
        return histogram;
    }

    /// <summary>Adds every pixel of an image.</summary>
    /// <param name="image">The image.</param>
    public void Add(RgbImage image)
    {
        var pixels = image.Pixels;
        int shift = 8 - BitsPerChannel;
        for (int p = 0; p + 2 < pixels.Length; p += 3)
        {
            var (r, g, b) = (pixels[p], pixels[p + 1], pixels[p + 2]);
            red[r]++;
            green[g]++;
            blue[b]++;
            Page(r >> shift, g >> shift)[b >> shift]++;
        }
        Total += image.PixelCount;
    }

    /// <summary>Adds one colour many times.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="count">How often, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void Add(Rgb color, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int shift = 8 - BitsPerChannel;
        red[color.Red] += count;
        green[color.Green] += count;
        blue[color.Blue] += count;
        Page(color.Red >> shift, color.Green >> shift)[color.Blue >> shift] += count;
        Total += count;
    }

    /// <summary>Adds all counts of another histogram.</summary>
    /// <param name="other">A histogram with the same bits per channel.</param>
    /// <exception cref="ArgumentException">The bits per channel differ.</exception>
    public void Merge(ColorHistogram other)
    {
        if (other.BitsPerChannel != BitsPerChannel)
            throw new ArgumentException($"a histogram of {other.BitsPerChannel} bits a channel cannot be merged into one of {BitsPerChannel}");
        for (int i = 0; i < pages.Length; i++)
            if (other.pages[i] is { } page)
                AddTo(pages[i] ??= new long[page.Length], page);
        AddTo(red, other.red);
        AddTo(green, other.green);
        AddTo(blue, other.blue);
        Total += other.Total;
    }

    /// <summary>Pixels in the joint bin of a colour.</summary>
    /// <param name="color">Any colour of the bin.</param>
    /// <returns>At least 0.</returns>
    public long Count(Rgb color)
    {
        int shift = 8 - BitsPerChannel;
        return pages[(color.Red >> shift << BitsPerChannel) | (color.Green >> shift)]?[color.Blue >> shift] ?? 0;
    }

    /// <summary>Part of the pixels that lie in the joint bin of a colour.</summary>
    /// <param name="color">Any colour of the bin.</param>
    /// <returns>A ratio, 0 to 1; 0 without pixels.</returns>
    public double Share(Rgb color) => Total == 0 ? 0 : (double)Count(color) / Total;

    /// <summary>All joint bins that were used, by red, then green, then blue.</summary>
    /// <returns>The middle colour of each bin and its count.</returns>
    public ColorCount[] Colors()
    {
        int shift = 8 - BitsPerChannel, middle = (1 << shift) >> 1;
        var colors = new List<ColorCount>();
        for (int i = 0; i < pages.Length; i++)
            for (int b = 0; b < pages[i]?.Length; b++)
                if (pages[i]![b] is > 0 and var count)
                    colors.Add(new ColorCount(new Rgb(Value(i >> BitsPerChannel), Value(i & ((1 << BitsPerChannel) - 1)), Value(b)), count));
        return [.. colors];

        byte Value(int bin) => (byte)((bin << shift) + middle);
    }

    /// <summary>The fewest joint bins that hold a share of all pixels.</summary>
    /// <param name="share">Ratio of the pixels to hold, above 0 and at most 1.</param>
    /// <returns>The bins by falling count; equal counts by red, green, blue. Empty without pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public ColorCount[] SmallestSetCovering(double share)
    {
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), $"share {share} is a ratio; allowed above 0 and at most 1");
        ColorCount[] sorted = [.. Colors().OrderByDescending(color => color.Count)];
        long held = 0;
        int size = 0;
        while (size < sorted.Length && held < share * Total)
            held += sorted[size++].Count;
        return sorted[..size];
    }

    /// <summary>Which share of all pixels the n most frequent joint bins hold together, for n from 1 to all that were used.</summary>
    /// <param name="points">How many n are shown at most, at least 2; evenly spaced on a logarithmic scale.</param>
    /// <returns>n and the share (a ratio), both rising; the last share is 1. Empty without pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two points were asked for.</exception>
    public (double Colors, double Share)[] CoverageCurve(int points = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var held = Colors().Select(color => color.Count).OrderDescending().ToArray();
        for (int i = 1; i < held.Length; i++)
            held[i] += held[i - 1];
        return [.. Enumerable.Range(0, held.Length == 0 ? 0 : points)
            .Select(i => (int)Math.Round(Math.Pow(held.Length, i / (points - 1.0)))).Distinct().Select(n => ((double)n, (double)held[n - 1] / Total))];
    }

    private long[] Page(int redBin, int greenBin) => pages[(redBin << BitsPerChannel) | greenBin] ??= new long[1 << BitsPerChannel];

    private static void AddTo(long[] target, long[] source)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] += source[i];
    }
}
