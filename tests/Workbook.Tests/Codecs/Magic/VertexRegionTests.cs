using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class VertexRegionTests
{
    private static readonly MagicOptions Vertex = new() { Profile = MagicProfile.Vertex };
    private static readonly MagicEncoder Encoder = new(Sample.Knowledge);
    private static readonly MagicDecoder Decoder = new(Sample.Knowledge);
    private static readonly PixelBox Box = new(37, 21, 50, 61);

    [Fact]
    public void A_region_is_at_least_a_decibel_better_at_the_same_bytes()
    {
        var images = Enumerable.Range(30, 6).Select(i => Textured((ulong)i)).ToArray();
        (double Bytes, double Psnr) Code(MagicOptions options)
        {
            var streams = images.Select(image => Encoder.Encode(image, options)).ToArray();
            Assert.All(streams, stream => Assert.InRange(stream.Length, 1, options.TargetBytes ?? int.MaxValue));
            return (streams.Average(s => s.Length), images.Zip(streams).Average(pair => Psnr(pair.First, Decoder.Decode(pair.Second))));
        }
        var target = Vertex with { TargetBytes = 160 };
        var (without, mild, usual) = (Code(target), Code(Strength(target, 2)), Code(Strength(target, 4)));
        Assert.InRange(mild.Bytes, 140, without.Bytes + 3);
        Assert.InRange(usual.Bytes, 140, without.Bytes + 3);
        Assert.InRange(mild.Psnr, without.Psnr + 0.7, without.Psnr + 10);
        Assert.InRange(usual.Psnr, without.Psnr + 1, without.Psnr + 10);
        var (free, aimed) = (Code(Vertex), Code(Strength(Vertex, 4)));
        Assert.InRange(aimed.Bytes, free.Bytes * 0.9, free.Bytes * 1.35);
        Assert.InRange(aimed.Psnr, free.Psnr + 1, free.Psnr + 10);
        TestContext.Current.TestOutputHelper?.WriteLine($"{without} {mild} {usual} {free} {aimed}");
    }

    private static MagicOptions Strength(MagicOptions options, double strength) =>
        options with { Region = new() { Boxes = [Box], Strength = strength } };

    [Fact]
    public void A_region_that_is_empty_or_everything_changes_nothing()
    {
        var image = Textured(3);
        var expected = Encoder.Encode(image, Vertex);
        foreach (var region in new RegionOfInterest[] { new(), new() { Mask = new GrayImage(128, 128) }, new() { Boxes = [new(500, 0, 9, 9)] },
            new() { Boxes = [new(-1, -1, 900, 900)] }, new() { Boxes = [Box], Strength = 1 } })
            Assert.Equal(expected, Encoder.Encode(image, Vertex with { Region = region }));
    }

    [Fact]
    public void A_box_and_a_mask_of_the_same_pixels_give_the_same_stream()
    {
        var (image, mask) = (Textured(4), new GrayImage(128, 128));
        for (var p = 0; p < mask.Pixels.Length; p++)
            mask.Pixels[p] = (byte)(Contains(p) ? 200 : 0);
        Assert.Equal(Encoder.Encode(image, Vertex with { Region = new() { Boxes = [Box] } }), Encoder.Encode(image, Vertex with { Region = new() { Mask = mask } }));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(32)]
    public void The_smallest_target_can_be_met_with_any_strength(double strength)
    {
        var image = Textured(5);
        var flat = Encoder.Encode(image, Vertex with { QuantizerStep = 1e5 }).Length + 4;
        var options = Vertex with { TargetBytes = flat, Region = new() { Boxes = [Box, new(0, 0, 1, 1)], Strength = strength } };
        Assert.InRange(Encoder.Encode(image, options).Length, 1, flat);
    }

    [Fact]
    public void Weighted_moments_and_projection_are_those_of_weighted_pixels()
    {
        var image = Textured(6);
        var region = VertexRegion.Of(image, new RegionOfInterest { Boxes = [Box], Strength = 2 })!;
        var tables = region.Tables(image, 7);
        var (moments, sums) = (tables.Basis.Moments, region.Project(tables, image)[1]);
        double area = 0, total = 0;
        for (var p = 0; p < image.PixelCount; p++)
            (area, total) = (area + (Contains(p) ? 1 : 0.25), total + (Contains(p) ? 1 : 0.25) * image.Pixels[3 * p + 1]);
        // A pixel's weights over vertices sum to 1.
        Assert.Equal(area, moments.Area.Sum(a => (double)a), 0.1);
        Assert.Equal(total, sums.Sum(s => (double)s), 10.0);
        Assert.Equal(area, moments.Own.Sum(a => (double)a) + 2 * (moments.Right.Sum(a => (double)a) + moments.Down.Sum(a => (double)a)
            + moments.Diagonal.Sum(a => (double)a)), 0.1);
    }

    private static bool Contains(int pixel) => pixel / 128 - Box.Row is >= 0 and < 50 && pixel % 128 - Box.Column is >= 0 and < 61;

    /// <summary>Waves of several lengths everywhere, so that inside and outside compete for bits.</summary>
    private static RgbImage Textured(ulong seed)
    {
        var (image, random) = (Sample.Image(128, 128, seed), new SeededRandom(seed, 5));
        var waves = Enumerable.Range(0, 12).Select(_ => (Row: (random.Next(60) - 30) / 100.0, Column: (random.Next(60) - 30) / 100.0, Phase: random.Next(7))).ToArray();
        for (var p = 0; p < image.PixelCount; p++)
            for (var k = 0; k < 3; k++)
                image.Pixels[3 * p + k] = (byte)Math.Clamp(image.Pixels[3 * p + k]
                    + (int)(8 * waves.Sum(w => Math.Sin(w.Row * (p / 128) + w.Column * (p % 128) + w.Phase))), 0, 255);
        return image;
    }

    private static double Psnr(RgbImage a, RgbImage b)
    {
        var errors = Enumerable.Range(0, a.Pixels.Length).Where(i => Contains(i / 3)).Select(i => a.Pixels[i] - b.Pixels[i]);
        return 10 * Math.Log10(255 * 255 / errors.Average(e => (double)e * e));
    }
}
