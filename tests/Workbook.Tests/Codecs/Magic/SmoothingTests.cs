using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class SmoothingTests
{
    private static readonly MagicDecoder Decoder = new(Sample.Knowledge);
    private static readonly byte[] Stream = new MagicEncoder(Sample.Knowledge).Encode(Sample.Image(97, 130, 3));

    [Fact]
    public void A_flat_image_stays_flat()
    {
        var image = new RgbImage(60, 40);
        image.Pixels.AsSpan().Fill(90);
        var stream = new MagicEncoder(Sample.Knowledge).Encode(image);
        var flat = Decoder.Decode(stream).Pixels;
        Assert.Equal(flat, Decoder.Decode(stream, new DecodeOptions { Smoothing = Smoothing.Gaussian(2) }).Pixels);
        Assert.Equal(flat, Decoder.Decode(stream, new DecodeOptions { Smoothing = Smoothing.Subdivision }).Pixels);
    }

    [Fact]
    public void A_Gaussian_is_the_weighted_mean_of_the_neighbourhood()
    {
        var (plain, smooth) = (Decoder.Decode(Stream), Decoder.Decode(Stream, new DecodeOptions { Smoothing = Smoothing.Gaussian(1.5) }));
        foreach (var (r, c) in new[] { (0, 0), (50, 60), (96, 129), (20, 3) })
        {
            var (sum, weight) = (0.0, 0.0);
            for (var y = -5; y <= 5; y++)
                for (var x = -5; x <= 5; x++)
                {
                    var w = Math.Exp(-(x * x + y * y) / 4.5);
                    sum += w * plain.Pixels[3 * (Math.Clamp(r + y, 0, 96) * 130 + Math.Clamp(c + x, 0, 129))];
                    weight += w;
                }
            Assert.InRange(smooth.Pixels[3 * (r * 130 + c)], sum / weight - 1.5, sum / weight + 1.5);
        }
    }

    [Fact]
    public void Subdivision_stays_between_a_triangle_and_its_neighbours()
    {
        var (plain, smooth) = (Decoder.Decode(Stream), Decoder.Decode(Stream, new DecodeOptions { Smoothing = Smoothing.Subdivision }));
        Assert.NotEqual(plain.Pixels, smooth.Pixels);
        Assert.InRange(smooth.Pixels.Max(), plain.Pixels.Min(), plain.Pixels.Max());
        Assert.InRange(smooth.Pixels.Min(), plain.Pixels.Min(), plain.Pixels.Max());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(65)]
    public void A_standard_deviation_out_of_range_is_the_callers_mistake(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Smoothing.Gaussian(sigma));
}
