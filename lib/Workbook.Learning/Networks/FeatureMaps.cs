using TorchSharp;
using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Channels of latents, codes and feature maps as grey pictures.</summary>
public static class FeatureMaps
{
    private const double Smallest = 1e-12;

    /// <summary>Numbers of both signs: 0 is mid grey, and the largest in size is black or white.</summary>
    /// <param name="map">float32 or float64 [h, w], on any device.</param>
    /// <param name="zoom">Pixels in a row and in a column for one number, at least 1.</param>
    /// <exception cref="ArgumentException">The map has other dimensions.</exception>
    public static RgbImage Signed(Tensor map, int zoom = 1) => Picture(map, values => (127.5 / Largest(values), 127.5), zoom);

    /// <summary>Numbers from 0 on, such as scales or bits: 0 is black, and the largest is white.</summary>
    /// <inheritdoc cref="Signed"/>
    public static RgbImage Positive(Tensor map, int zoom = 1) => Picture(map, values => (255 / Largest(values), 0), zoom);

    /// <summary>Numbers in [0, 1], such as probabilities: 0 is black and 1 is white, whatever the map holds.</summary>
    /// <inheritdoc cref="Signed"/>
    public static RgbImage Unit(Tensor map, int zoom = 1) => Picture(map, _ => (255, 0), zoom);

    /// <summary>Numbers without bounds, such as the feature map of <see cref="FeatureReconstruction"/>: the smallest is black, and the largest is white.</summary>
    /// <inheritdoc cref="Signed"/>
    public static RgbImage Stretched(Tensor map, int zoom = 1) => Picture(map, values =>
    {
        var unit = 255 / Math.Max(values.Max() - values.Min(), Smallest);
        return (unit, -values.Min() * unit);
    }, zoom);

    private static double Largest(double[] values) => Math.Max(values.Max(Math.Abs), Smallest);

    private static RgbImage Picture(Tensor map, Func<double[], (double Unit, double Zero)> scale, int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        if (map.dim() != 2 || map.numel() == 0)
            throw new ArgumentException($"the map is [{string.Join(", ", map.shape)}]; expected [h, w], one channel of one image", nameof(map));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = map.to(float64, CPU).contiguous().data<double>().ToArray();
        var (unit, zero) = scale(values);
        var picture = new RgbImage((int)map.shape[0] * zoom, (int)map.shape[1] * zoom);
        for (var i = 0; i < picture.PixelCount; i++)
        {
            var value = values[i / picture.Columns / zoom * map.shape[1] + i % picture.Columns / zoom];
            picture.Pixels.AsSpan(3 * i, 3).Fill((byte)Math.Clamp(Math.Round(value * unit + zero), 0, 255));
        }
        return picture;
    }
}
