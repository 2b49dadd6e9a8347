namespace Workbook.Codecs;

/// <summary>A class for every pixel of an image.</summary>
/// <remarks>Labels lie row by row: the class at (row, column) is <c>Labels[row * Columns + column]</c>. Class 0 is the background by
/// custom. To be shown, a class becomes a <see cref="GrayImage"/> by <see cref="MaskOf"/>.</remarks>
public sealed class LabelImage
{
    /// <summary>Wraps labels without copying them.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <param name="labels">One class index a pixel, row by row. Length rows * columns.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the length does not fit the sides.</exception>
    public LabelImage(int rows, int columns, byte[] labels)
    {
        ImageSize.CheckLength(rows, columns, 1, labels.Length);
        (Rows, Columns, Labels) = (rows, columns, labels);
    }

    /// <summary>Height in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width in pixels.</summary>
    public int Columns { get; }

    /// <summary>One class index a pixel, row by row.</summary>
    public byte[] Labels { get; }

    /// <summary>Two classes out of a mask: 1 where the mask is 128 or more, else 0.</summary>
    /// <param name="mask">The mask; masks stored as JPEG are cleaned by the threshold.</param>
    /// <returns>A new label map of the same size.</returns>
    public static LabelImage FromMask(GrayImage mask) => new(mask.Rows, mask.Columns, Array.ConvertAll(mask.Pixels, value => (byte)(value >> 7)));

    /// <summary>A class as a mask: 255 where it is, else 0.</summary>
    /// <param name="label">Class index.</param>
    /// <returns>A new image of the same size.</returns>
    public GrayImage MaskOf(byte label) => new(Rows, Columns, Array.ConvertAll(Labels, value => value == label ? byte.MaxValue : byte.MinValue));
}
