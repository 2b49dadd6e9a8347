using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Tests.Imaging.Standard;

public class StandardCodecTests
{
    public static TheoryData<string> Names => [.. Codecs.Keys];

    private static readonly Dictionary<string, IImageCodec> Codecs = new IImageCodec[]
    {
        new Jpeg(50), new Jpeg2000(20), new WebP(50), new Avif(50, 9), new JpegXl(50, 3), new JpegXl(100, 3),
        new Shrunk(new WebP(80), 2), new Shrunk(new Jpeg(80), 8), new Shrunk(new Shrunk(new WebP(1), 2), 4),
    }.ToDictionary(codec => codec.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_codec_gives_back_an_image_of_the_same_size(string name)
    {
        foreach (var (rows, columns) in new[] { (1, 1), (1, 9), (17, 2), (33, 47), (64, 64) })
        {
            var stream = Codecs[name].Encode(TestImages.Texture(rows, columns));
            var decoded = Codecs[name].Decode(stream);
            Assert.NotEmpty(stream);
            Assert.Equal((rows, columns), (decoded.Rows, decoded.Columns));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_back_looks_like_what_went_in(string name)
    {
        var image = TestImages.Texture(96, 80, grain: 6);
        Assert.True(TestImages.Psnr(image, Codecs[name].Decode(Codecs[name].Encode(image))) > 24);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_streams_give_an_image_or_a_BitstreamException(string name)
    {
        var good = Codecs[name].Encode(TestImages.Texture(24, 24));
        for (var length = 0; length < good.Length; length += 1 + good.Length / 40)
            TryDecode(Codecs[name], good.AsSpan(0, length));
        for (var at = 0; at < good.Length; at += 1 + good.Length / 80)
        {
            var damaged = (byte[])good.Clone();
            damaged[at] ^= (byte)(1 << at % 8);
            TryDecode(Codecs[name], damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_foreign_stream_is_refused(string name)
    {
        foreach (var foreign in new byte[][] { [], [0], [1, 2, 3], "<svg width='1' height='1'/>"u8.ToArray(), new byte[100] })
            Assert.Throws<BitstreamException>(() => Codecs[name].Decode(foreign));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(222)]
    public void Jpeg_2000_meets_the_size_that_was_asked(double ratio)
    {
        var bytes = new Jpeg2000(ratio).Encode(TestImages.Texture(227, 227)).Length;
        Assert.InRange(bytes, 0.85 * 3 * 227 * 227 / ratio, 1.15 * 3 * 227 * 227 / ratio);
    }

    [Fact]
    public void Quality_trades_size()
    {
        var image = TestImages.Texture(64, 64);
        Func<int, IImageCodec>[] families = [q => new Jpeg(q), q => new WebP(q), q => new Avif(q, 9), q => new JpegXl(q, 3), q => new Jpeg2000(101 - q)];
        foreach (var family in families)
            Assert.True(family(5).Encode(image).Length < family(90).Encode(image).Length, family(5).Name);
    }

    [Fact]
    public void Jpeg_XL_of_quality_100_is_lossless()
    {
        var image = TestImages.Texture(31, 18);
        Assert.Equal(image.Pixels, new JpegXl(100, 3).Decode(new JpegXl(100, 3).Encode(image)).Pixels);
    }

    [Fact]
    public void Limits_hold_for_streams()
    {
        var small = new Limits { MaxPixels = 100 };
        var image = TestImages.Texture(16, 16);
        Assert.Throws<BitstreamException>(() => (new WebP(50) { Limits = small }).Decode(new WebP(50).Encode(image)));
        var shrunk = new Shrunk(new WebP(50), 8);
        Assert.Throws<BitstreamException>(() => (shrunk with { Limits = small }).Decode(shrunk.Encode(image)));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Jpeg(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebP(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Avif(50, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JpegXl(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Jpeg2000(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shrunk(new Jpeg(1), 3));
    }

    [Fact]
    public void Names_say_codec_and_setting()
    {
        IImageCodec[] codecs = [new WebP(1), new Jpeg2000(222), new Avif(1, 9), new Shrunk(new WebP(30), 8)];
        Assert.Equal(["WebP q=1", "JPEG 2000 222:1", "AVIF q=1 speed=9", "1/8, WebP q=30"], codecs.Select(codec => codec.Name));
    }

    private static void TryDecode(IImageCodec codec, ReadOnlySpan<byte> stream)
    {
        try
        {
            codec.Decode(stream);
        }
        catch (BitstreamException)
        {
        }
    }
}
