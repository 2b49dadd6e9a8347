namespace Workbook.Codecs.Magic;

/// <summary>Height and width of an image in pixels.</summary>
/// <param name="Rows">Height, at least 1.</param>
/// <param name="Columns">Width, at least 1.</param>
public readonly record struct ImageSides(int Rows, int Columns)
{
    /// <summary>The sides of an image.</summary>
    /// <param name="image">Any image.</param>
    public static ImageSides Of(RgbImage image) => new(image.Rows, image.Columns);
}
