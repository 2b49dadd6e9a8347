using TorchSharp;
using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Channels of a latent as grey pictures.</summary>
public static class FeatureMaps
{
    /// <summary>Numbers of both signs: 0 is mid grey, and the largest in size is black or white.</summary>
    /// <param name="map">float32 or float64 [h, w], on any device.</param>
    /// <param name="zoom">Pixels in a row and in a column for one number, at least 1.</param>
    /// <exception cref="ArgumentException">The map has other dimensions.</exception>
    public static RgbImage Signed(Tensor map, int zoom = 1) => Picture(map, 127.5, 127.5, zoom);

    /// <summary>Numbers from 0 on, such as scales or bits: 0 is black, and the largest is white.</summary>
    /// <inheritdoc cref="Signed"/>
    public static RgbImage Positive(Tensor map, int zoom = 1) => Picture(map, 0, 255, zoom);

    private static RgbImage Picture(Tensor map, double zero, double reach, int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        if (map.dim() != 2 || map.numel() == 0)
            throw new ArgumentException($"the map is [{string.Join(", ", map.shape)}]; expected [h, w], one channel of one image", nameof(map));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = map.to(float64, CPU).contiguous().data<double>().ToArray();
        var unit = reach / Math.Max(values.Max(Math.Abs), 1e-12);
        var picture = new RgbImage((int)map.shape[0] * zoom, (int)map.shape[1] * zoom);
        for (var i = 0; i < picture.PixelCount; i++)
        {
            var value = values[i / picture.Columns / zoom * map.shape[1] + i % picture.Columns / zoom];
            picture.Pixels.AsSpan(3 * i, 3).Fill((byte)Math.Clamp(Math.Round(value * unit + zero), 0, 255));
        }
        return picture;
    }
}
