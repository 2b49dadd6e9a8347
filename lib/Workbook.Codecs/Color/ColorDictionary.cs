using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Color;

/// <summary>The palette of 2^cb colours that encoder and decoder share.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), section IV-A: the colours of training triangles, clustered by k-means.
/// The colours are ordered by luma (299 R + 587 G + 114 B), then by red, green and blue, so that neighbouring indices look alike.
/// Exact everywhere; safe to share between threads.
/// <para>Bytes: cb (1 byte, 0 to 12), then 2^cb colours in that order, 3 bytes each: red, green, blue. Nothing may follow.</para>
/// </remarks>
public sealed class ColorDictionary
{
    /// <summary>Most bits of a colour index.</summary>
    public const int MaxColorBits = 12;

    private const int IndexBits = MaxColorBits;
    private static readonly int Lanes = Vector256<int>.Count;

    private readonly Rgb[] colors;
    // With p the palette colour and c the wanted one, |c - p|^2 - |c|^2 = |p|^2 - 2 c p. Times 2^12, plus the index of p: the smallest
    // of these 32-bit numbers tells the nearest colour, and the lowest index among equals.
    private readonly int[] offset, red, green, blue;

    /// <summary>Makes a palette.</summary>
    /// <param name="colors">1, 2, 4, ... or 4096 colours in any order; they may repeat.</param>
    /// <exception cref="ArgumentException">The number of colours is not a power of two up to 4096.</exception>
    public ColorDictionary(ReadOnlySpan<Rgb> colors)
    {
        if (colors.Length is 0 or > 1 << MaxColorBits || !int.IsPow2(colors.Length))
            throw new ArgumentException($"{colors.Length} colours; a palette has 2^cb of them with cb from 0 to {MaxColorBits}");
        this.colors = [.. colors.ToArray().OrderBy(Luma).ThenBy(Key)];
        int padded = (colors.Length + Lanes - 1) / Lanes * Lanes;
        (offset, red, green, blue) = (new int[padded], new int[padded], new int[padded], new int[padded]);
        Array.Fill(offset, int.MaxValue);
        for (int i = 0; i < colors.Length; i++)
        {
            var (r, g, b) = this.colors[i];
            offset[i] = ((r * r + g * g + b * b) << IndexBits) + i;
            (red[i], green[i], blue[i]) = (-2 * r << IndexBits, -2 * g << IndexBits, -2 * b << IndexBits);
        }
    }

    /// <summary>Bits of a colour index: cb.</summary>
    public int ColorBits => int.Log2(colors.Length);

    /// <summary>The 2^cb colours, from dark to light.</summary>
    public ReadOnlySpan<Rgb> Colors => colors;

    /// <summary>A colour of the palette.</summary>
    /// <param name="index">0 to 2^cb - 1.</param>
    public Rgb this[int index] => colors[index];

    /// <summary>An image in the palette's colours only.</summary>
    /// <param name="image">Any image.</param>
    /// <returns>A new image: every pixel is the palette's colour nearest to the one it was.</returns>
    public RgbImage Recolor(RgbImage image)
    {
        var recolored = new RgbImage(image.Rows, image.Columns);
        for (int p = 0; p < image.Pixels.Length; p += 3)
        {
            var color = colors[Nearest(new Rgb(image.Pixels[p], image.Pixels[p + 1], image.Pixels[p + 2]))];
            (recolored.Pixels[p], recolored.Pixels[p + 1], recolored.Pixels[p + 2]) = (color.Red, color.Green, color.Blue);
        }
        return recolored;
    }

    /// <summary>The palette as a picture: one square a colour, row by row from dark to light.</summary>
    /// <param name="squareSize">Side of a square in pixels, 1 to 256.</param>
    /// <returns>As many squares in a row as rows, or twice as many.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The side is out of range.</exception>
    public RgbImage ToImage(int squareSize = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(squareSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(squareSize, 256);
        int across = 1 << (ColorBits + 1) / 2;
        var image = new RgbImage(colors.Length / across * squareSize, across * squareSize);
        for (int p = 0; p < image.PixelCount; p++)
        {
            var color = colors[p / image.Columns / squareSize * across + p % image.Columns / squareSize];
            (image.Pixels[3 * p], image.Pixels[3 * p + 1], image.Pixels[3 * p + 2]) = (color.Red, color.Green, color.Blue);
        }
        return image;
    }

    /// <summary>The palette's colour nearest to another: smallest squared distance in RGB, lowest index among equals.</summary>
    /// <param name="color">Any colour.</param>
    /// <returns>Index into <see cref="Colors"/>.</returns>
    public int Nearest(Rgb color)
    {
        var (r, g, b) = (Vector256.Create((int)color.Red), Vector256.Create((int)color.Green), Vector256.Create((int)color.Blue));
        var best = Vector256.Create(int.MaxValue);
        ReadOnlySpan<Vector256<int>> offsets = Cast(offset), reds = Cast(red), greens = Cast(green), blues = Cast(blue);
        for (int i = 0; i < offsets.Length; i++)
            best = Vector256.Min(best, offsets[i] + reds[i] * r + greens[i] * g + blues[i] * b);
        int least = int.MaxValue;
        for (int lane = 0; lane < Lanes; lane++)
            least = Math.Min(least, best[lane]);
        return least & ((1 << IndexBits) - 1);
    }

    /// <summary>Clusters colours into a palette.</summary>
    /// <remarks>Weighted k-means in whole numbers with a k-means++ start, see <see cref="ColorClusters"/>. The same colours and seed give the
    /// same palette on every machine, whatever their order. With at most 2^cb different colours the palette holds just them, the
    /// lightest repeated.</remarks>
    /// <param name="counts">Colours with how often they come; at least one above 0; 2^36 in all at most.</param>
    /// <param name="colorBits">cb, 0 to 12.</param>
    /// <param name="seed">Chooses the start.</param>
    /// <param name="cancel">Asked before every round.</param>
    /// <returns>A palette of 2^cb colours.</returns>
    /// <exception cref="ArgumentException">There are no colours, a count is negative or they are too many, or cb is out of range.</exception>
    /// <exception cref="OperationCanceledException">The clustering was cancelled.</exception>
    public static ColorDictionary Learn(ReadOnlySpan<ColorCount> counts, int colorBits, ulong seed = 1, CancellationToken cancel = default)
    {
        if (colorBits is < 0 or > MaxColorBits)
            throw new ArgumentException($"{colorBits} colour bits, allowed 0 to {MaxColorBits}");
        return new ColorDictionary(new ColorClusters(Merged(counts), 1 << colorBits, seed).Run(cancel));
    }

    /// <summary>The bytes that <see cref="FromBytes"/> reads.</summary>
    /// <returns>1 + 3 * 2^cb bytes.</returns>
    public byte[] ToBytes() => [(byte)ColorBits, .. colors.SelectMany(color => new[] { color.Red, color.Green, color.Blue })];

    /// <summary>Reads a palette.</summary>
    /// <param name="bytes">All bytes of the palette and no other.</param>
    /// <returns>A palette equal to the one that was written.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good palette.</exception>
    public static ColorDictionary FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] > MaxColorBits)
            throw new BitstreamException($"palette: {(bytes.Length == 0 ? "no bytes" : $"{bytes[0]} colour bits at byte 0")}, allowed 0 to {MaxColorBits} bits");
        if (bytes.Length != 1 + (3 << bytes[0]))
            throw new BitstreamException($"palette: {bytes.Length} bytes, {bytes[0]} colour bits need {1 + (3 << bytes[0])}");
        var colors = new Rgb[1 << bytes[0]];
        for (int i = 0; i < colors.Length; i++)
        {
            colors[i] = new Rgb(bytes[3 * i + 1], bytes[3 * i + 2], bytes[3 * i + 3]);
            if (i > 0 && (Luma(colors[i - 1]), Key(colors[i - 1])).CompareTo((Luma(colors[i]), Key(colors[i]))) > 0)
                throw new BitstreamException($"palette: colour {i} at byte {3 * i + 1} is darker than the one before; they go from dark to light");
        }
        return new ColorDictionary(colors);
    }

    private static ReadOnlySpan<Vector256<int>> Cast(int[] values) => MemoryMarshal.Cast<int, Vector256<int>>(values);

    private static int Luma(Rgb color) => 299 * color.Red + 587 * color.Green + 114 * color.Blue;

    private static int Key(Rgb color) => color.Red << 16 | color.Green << 8 | color.Blue;

    // Sorted and without repetitions, so that the order of the input does not matter.
    private static ColorCount[] Merged(ReadOnlySpan<ColorCount> counts)
    {
        var sorted = counts.ToArray();
        double total = sorted.Sum(c => (double)c.Count);
        if (sorted.Any(c => c.Count < 0) || !(total is > 0 and <= ColorClusters.MaxTotal))
            throw new ArgumentException($"the counts of {sorted.Length} colours must not be negative, and their sum above 0 and at most 2^36");
        Array.Sort(sorted, (a, b) => Key(a.Color).CompareTo(Key(b.Color)));
        int used = 0;
        foreach (var (color, count) in sorted)
        {
            if (used > 0 && sorted[used - 1].Color == color)
                sorted[used - 1] = new ColorCount(color, sorted[used - 1].Count + count);
            else if (count > 0)
                sorted[used++] = new ColorCount(color, count);
        }
        return sorted[..used];
    }
}
