using Workbook.Codecs;

namespace Workbook.Results.Figures;

/// <summary>Small work on pixels that figures need.</summary>
internal static class Pixels
{
    public static RgbImage White(int rows, int columns)
    {
        var image = new RgbImage(rows, columns);
        image.Pixels.AsSpan().Fill(255);
        return image;
    }

    /// <summary>Copies an image onto a sheet, every pixel <paramref name="zoom"/> times as wide and high.</summary>
    public static void Place(RgbImage image, RgbImage sheet, int row, int column, int zoom)
    {
        for (var r = 0; r < image.Rows * zoom; r++)
        {
            for (var c = 0; c < image.Columns * zoom; c++)
                image.Pixels.AsSpan(3 * (r / zoom * image.Columns + c / zoom), 3).CopyTo(sheet.Pixels.AsSpan(3 * ((row + r) * sheet.Columns + column + c)));
        }
    }

    /// <summary>Factor at which an image becomes about <paramref name="wanted"/> pixels wide or high: a whole number for small images.</summary>
    public static double Magnification(RgbImage image, double wanted)
    {
        var side = Math.Max(image.Rows, image.Columns);
        return side <= wanted ? Math.Max(1, Math.Floor(wanted / side)) : wanted / side;
    }
}
