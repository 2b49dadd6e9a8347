using Workbook.Codecs;

namespace Workbook.Tests.Results;

/// <summary>Images given by integer formulas, so that another program can make the very same ones.</summary>
internal static class FormulaImages
{
    internal static RgbImage Smooth(int rows, int columns) => Make(rows, columns, Wave);

    internal static RgbImage Coarse(int rows, int columns) => Make(rows, columns,
        (r, c, k) => Math.Clamp(Wave(r, c, k) / 16 * 16 + 8 + (7 * r + 13 * c + 29 * k) % 11 - 5, 0, 255));

    private static int Wave(int r, int c, int k) => (3 * r * r + (2 + k) * c * c + (k + 1) * r * c) / 64 % 256;

    private static RgbImage Make(int rows, int columns, Func<int, int, int, int> value)
    {
        var image = new RgbImage(rows, columns);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)value(i / 3 / columns, i / 3 % columns, i % 3);
        return image;
    }
}
