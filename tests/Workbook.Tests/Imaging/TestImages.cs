using Workbook.Codecs;

namespace Workbook.Tests.Imaging;

/// <summary>Small images made on the spot: a smooth ground with seeded grain, so that every codec has something to do.</summary>
internal static class TestImages
{
    internal static RgbImage Texture(int rows, int columns, int grain = 24)
    {
        var image = new RgbImage(rows, columns);
        var state = 12345u;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                for (var k = 0; k < 3; k++)
                {
                    state = state * 1664525 + 1013904223;
                    var ground = 120 + 60 * Math.Sin((row + 2 * column) / 23.0) + 10 * k;
                    image.Pixels[3 * (row * columns + column) + k] = (byte)(ground + (state >> 24) % (uint)(grain + 1) - grain / 2);
                }
        return image;
    }

    internal static double Psnr(RgbImage a, RgbImage b)
    {
        var sum = a.Pixels.Zip(b.Pixels, (x, y) => (double)(x - y) * (x - y)).Sum();
        return 10 * Math.Log10(255.0 * 255 * a.Pixels.Length / sum);
    }
}
