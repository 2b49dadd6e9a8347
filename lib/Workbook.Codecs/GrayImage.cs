namespace Workbook.Codecs;

/// <summary>An 8-bit image of one channel in memory.</summary>
/// <remarks>Pixels lie row by row: the value at (row, column) is <c>Pixels[row * Columns + column]</c>.</remarks>
public sealed class GrayImage
{
    /// <summary>Makes a black image.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the image has more than 2^29 pixels.</exception>
    public GrayImage(int rows, int columns) : this(rows, columns, new byte[ImageSize.Samples(rows, columns, 1)])
    {
    }

    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <param name="pixels">One byte a pixel, row by row. Length rows * columns.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the length does not fit the sides.</exception>
    public GrayImage(int rows, int columns, byte[] pixels)
    {
        ImageSize.CheckLength(rows, columns, 1, pixels.Length);
        (Rows, Columns, Pixels) = (rows, columns, pixels);
    }

    /// <summary>Height in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width in pixels.</summary>
    public int Columns { get; }

    /// <summary>One byte a pixel, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The same picture with three equal channels.</summary>
    /// <returns>A new image of the same size.</returns>
    public RgbImage ToRgb()
    {
        var image = new RgbImage(Rows, Columns);
        for (var i = 0; i < Pixels.Length; i++)
            image.Pixels.AsSpan(3 * i, 3).Fill(Pixels[i]);
        return image;
    }
}
