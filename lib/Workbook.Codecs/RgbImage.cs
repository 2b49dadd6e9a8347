using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs;

/// <summary>An 8-bit colour image in memory.</summary>
/// <remarks>Pixels lie row by row, three bytes each in the order red, green, blue: the value of channel k at (row, column) is
/// <c>Pixels[3 * (row * Columns + column) + k]</c>.</remarks>
public sealed class RgbImage
{
    private const int WeightBits = 15;
    private const int RedWeight = 9798;
    private const int GreenWeight = 19235;
    private const int BlueWeight = 3735;
    private const int Half = 1 << (WeightBits - 1);

    /// <summary>Makes a black image.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the image has more than 2^29 pixels.</exception>
    public RgbImage(int rows, int columns) : this(rows, columns, new byte[ImageSize.Samples(rows, columns, 3)])
    {
    }

    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <param name="pixels">Interleaved red, green and blue, row by row. Length 3 * rows * columns.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the length does not fit the sides.</exception>
    public RgbImage(int rows, int columns, byte[] pixels)
    {
        ImageSize.CheckLength(rows, columns, 3, pixels.Length);
        (Rows, Columns, Pixels) = (rows, columns, pixels);
    }

    /// <summary>Height in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width in pixels.</summary>
    public int Columns { get; }

    /// <summary>Rows times columns.</summary>
    public int PixelCount => Rows * Columns;

    /// <summary>Interleaved red, green and blue, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Luma of every pixel, ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B, rounded.</summary>
    /// <returns>A new image of the same size. Exact on every machine (15-bit fixed point).</returns>
    public GrayImage ToGray()
    {
        var gray = new GrayImage(Rows, Columns);
        for (int i = FourAtATime(gray.Pixels), p = 3 * i; i < gray.Pixels.Length; i++, p += 3)
            gray.Pixels[i] = (byte)((RedWeight * Pixels[p] + GreenWeight * Pixels[p + 1] + BlueWeight * Pixels[p + 2] + Half) >> WeightBits);
        return gray;
    }

    /// <summary>Luma of all pixels but the last few, a quarter of the time.</summary>
    /// <returns>How many pixels are done.</returns>
    private int FourAtATime(Span<byte> gray)
    {
        const byte none = 255;
        // Every third byte of 16 into the lowest byte of each of four numbers.
        var first = Vector128.Create(0, none, none, none, 3, none, none, none, 6, none, none, none, 9, none, none, none);
        var (second, third) = (first + Lowest, first + Lowest + Lowest);
        var lowest = Vector128.Create((byte)0, 4, 8, 12, none, none, none, none, none, none, none, none, none, none, none, none);
        int i = 0;
        for (; 3 * i <= Pixels.Length - Vector128<byte>.Count; i += 4)
        {
            var four = Vector128.Create(Pixels.AsSpan(3 * i, Vector128<byte>.Count));
            var luma = Vector128.Shuffle(four, first).AsInt32() * RedWeight + Vector128.Shuffle(four, second).AsInt32() * GreenWeight
                + Vector128.Shuffle(four, third).AsInt32() * BlueWeight + Vector128.Create(Half);
            MemoryMarshal.Write(gray[i..], Vector128.Shuffle((luma >> WeightBits).AsByte(), lowest).AsUInt32()[0]);
        }
        return i;
    }

    private static Vector128<byte> Lowest => Vector128.Create(1).AsByte();
}
