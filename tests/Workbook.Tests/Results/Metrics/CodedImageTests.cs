using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class CodedImageTests
{
    [Fact]
    public void Bits_are_counted_on_the_whole_stream_and_quality_on_the_decoded_image()
    {
        var coded = CodedImage.Of(new Halving(), new RgbImage(2, 2, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21]));
        Assert.Equal(13 * 8 / 4.0, coded.BitsPerPixel);
        Assert.Equal(10 * Math.Log10(255 * 255 * 12.0), coded.Psnr, 12); // one value of twelve is off by one
    }

    [Fact]
    public void A_mean_counts_identical_images_as_the_cap()
    {
        var point = CodedImage.Mean(new Halving(), [new RgbImage(1, 1, [2, 4, 6]), new RgbImage(1, 2)]);
        Assert.Equal((4 * 8 + 7 * 8 / 2.0) / 2, point.Rate);
        Assert.Equal(Psnr.Cap, point.Quality);
    }

    [Fact]
    public void A_coded_set_has_the_means_of_its_images_and_the_originals_cost_what_their_pixels_do()
    {
        RgbImage[] images = [new(1, 1, [2, 4, 6]), new(1, 2, [3, 5, 7, 9, 11, 13])];
        var coded = CodedSet.Of(new Halving(), images);
        Assert.Equal(("halving", 5.5, (4 * 8 + 7 * 8 / 2.0) / 2), (coded.Name, coded.Bytes, coded.BitsPerPixel));
        Assert.Equal([2, 4, 6], coded.Decoded[0].Pixels);
        Assert.Equal((Psnr.Cap + 10 * Math.Log10(255 * 255)) / 2, coded.Psnr, 1e-9); // every value of the second is off by one
        var originals = CodedSet.Of(null, images);
        Assert.Equal((24, 4.5, Psnr.Cap), (originals.BitsPerPixel, originals.Bytes, originals.Psnr));
        Assert.Same(images[1], originals.Decoded[1]);
        Assert.Throws<ArgumentException>(() => CodedSet.Of(null, []));
        var large = new RgbImage(MsSsim.SmallestSide, MsSsim.SmallestSide, [.. Enumerable.Range(0, 3 * MsSsim.SmallestSide * MsSsim.SmallestSide).Select(i => (byte)(i * i % 251))]);
        Assert.Equal(MsSsim.Of(large, new Halving().Decode(new Halving().Encode(large))), CodedSet.Of(new Halving(), [large]).MsSsim());
    }

    /// <summary>One byte for the height, then every value without its lowest bit.</summary>
    private sealed class Halving : IImageCodec
    {
        public string Name => "halving";

        public byte[] Encode(RgbImage image) => [(byte)image.Rows, .. image.Pixels.Select(value => (byte)(value & ~1))];

        public RgbImage Decode(ReadOnlySpan<byte> stream) => new(stream[0], (stream.Length - 1) / 3 / stream[0], stream[1..].ToArray());
    }
}
