namespace Workbook.Codecs;

/// <summary>An 8-bit colour image in memory.</summary>
/// <remarks>Pixels lie row by row, three bytes each in the order red, green, blue: the value of channel k at (row, column) is
/// <c>Pixels[3 * (row * Columns + column) + k]</c>.</remarks>
public sealed class RgbImage
{
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
        for (int i = 0, p = 0; i < gray.Pixels.Length; i++, p += 3)
            gray.Pixels[i] = (byte)((9798 * Pixels[p] + 19235 * Pixels[p + 1] + 3735 * Pixels[p + 2] + 16384) >> 15);
        return gray;
    }
}
