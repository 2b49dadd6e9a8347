using Workbook.Codecs;

namespace Workbook.Results.Figures;

/// <summary>Images with marked regions: each region is tinted and gets an outline.</summary>
/// <remarks>The result is an ordinary image, so it can stand in an <see cref="ImageGrid"/> beside others.</remarks>
public static class MaskOverlay
{
    private const int Inside = 128;
    private const double Tint = 0.4;
    private static readonly Rgb Vermillion = new(0xD5, 0x5E, 0x00);
    private static readonly Rgb[] ClassColors = [Vermillion, new(0x00, 0x9E, 0x73), new(0x00, 0x72, 0xB2), new(0xCC, 0x79, 0xA7)];

    /// <summary>A region over an image.</summary>
    /// <param name="image">The image below; it is not changed.</param>
    /// <param name="mask">Region of the same size: values from 128 are inside.</param>
    /// <param name="color">Colour of the tint and the outline; vermillion unless given.</param>
    /// <returns>A figure of the tinted image.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static ImageGrid Of(RgbImage image, GrayImage mask, Rgb? color = null) => ImageGrid.Of((Paint(image, mask, color), "")).Zoom(Pixels.Magnification(image, 480));

    /// <summary>The tinted image itself, to be shown among others.</summary>
    /// <param name="image">The image below; it is not changed.</param>
    /// <param name="mask">Region of the same size: values from 128 are inside.</param>
    /// <param name="color">Colour of the tint and the outline; vermillion unless given.</param>
    /// <returns>A new image of the same size.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static RgbImage Paint(RgbImage image, GrayImage mask, Rgb? color = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        if ((image.Rows, image.Columns) != (mask.Rows, mask.Columns))
            throw new ArgumentException($"the image is {image.Rows} x {image.Columns} but the mask {mask.Rows} x {mask.Columns}; both must have the same size", nameof(mask));
        var (result, ink) = (new RgbImage(image.Rows, image.Columns, (byte[])image.Pixels.Clone()), color ?? Vermillion);
        for (var i = 0; i < mask.Pixels.Length; i++)
        {
            if (mask.Pixels[i] >= Inside)
                Blend(result.Pixels.AsSpan(3 * i, 3), ink, IsOutline(mask, i / mask.Columns, i % mask.Columns) ? 1 : Tint);
        }
        return result;
    }

    /// <summary>Classes over an image, each in a colour of its own; class 0, the background, stays as it is.</summary>
    /// <param name="image">The image below; it is not changed.</param>
    /// <param name="labels">The class of every pixel, of the same size.</param>
    /// <returns>The image itself where all is background, else a new one: class 1 is vermillion, class 2 green, class 3 blue, class 4 purple, and again.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static RgbImage Paint(RgbImage image, LabelImage labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Labels.Distinct().Where(label => label > 0).Order().Aggregate(image, (painted, label) => Paint(painted, labels.MaskOf(label), ClassColors[(label - 1) % ClassColors.Length]));
    }

    /// <summary>Classes over a grey image, such as a slice of a scan.</summary>
    /// <inheritdoc cref="Paint(RgbImage, LabelImage)"/>
    public static RgbImage Paint(GrayImage image, LabelImage labels) => Paint(image.ToRgb(), labels);

    private static void Blend(Span<byte> pixel, Rgb ink, double share)
    {
        pixel[0] = (byte)Math.Round(pixel[0] + (ink.Red - pixel[0]) * share);
        pixel[1] = (byte)Math.Round(pixel[1] + (ink.Green - pixel[1]) * share);
        pixel[2] = (byte)Math.Round(pixel[2] + (ink.Blue - pixel[2]) * share);
    }

    private static bool IsOutline(GrayImage mask, int row, int column) =>
        Outside(mask, row - 1, column) || Outside(mask, row + 1, column) || Outside(mask, row, column - 1) || Outside(mask, row, column + 1);

    private static bool Outside(GrayImage mask, int row, int column) =>
        row >= 0 && column >= 0 && row < mask.Rows && column < mask.Columns && mask.Pixels[row * mask.Columns + column] < Inside;
}
