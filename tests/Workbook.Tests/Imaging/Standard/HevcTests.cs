using Workbook.Codecs;
using Workbook.Imaging.Standard;

namespace Workbook.Tests.Imaging.Standard;

public sealed class HevcTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 47)]
    [InlineData(64, 40)]
    public void Every_size_comes_back_and_looks_like_what_went_in(int rows, int columns)
    {
        Require();
        var image = TestImages.Texture(rows, columns, grain: 6);
        foreach (var codec in new[] { new Hevc(20, preset: "ultrafast"), new Hevc(20, fullColor: true, preset: "ultrafast") })
        {
            var decoded = codec.Decode(codec.Encode(image));
            Assert.Equal((rows, columns), (decoded.Rows, decoded.Columns));
            Assert.True(TestImages.Psnr(image, decoded) > 24, $"{codec.Name}: {TestImages.Psnr(image, decoded)} dB");
        }
    }

    [Fact]
    public void A_grey_level_comes_back_as_it_was_so_range_and_matrix_fit()
    {
        Require();
        foreach (byte level in new byte[] { 0, 16, 128, 235, 255 })
        {
            var codec = new Hevc(4, fullColor: true, preset: "ultrafast");
            var image = new RgbImage(32, 32, [.. Enumerable.Repeat(level, 3 * 32 * 32)]);
            Assert.All(codec.Decode(codec.Encode(image)).Pixels, value => Assert.InRange(value, level - 1, level + 1));
        }
    }

    [Fact]
    public void A_larger_quantizer_gives_smaller_files()
    {
        Require();
        var image = TestImages.Texture(64, 64, grain: 6);
        Assert.True(new Hevc(40, preset: "ultrafast").Encode(image).Length < new Hevc(20, preset: "ultrafast").Encode(image).Length);
    }

    [Fact]
    public void Damaged_and_foreign_streams_give_an_image_or_a_BitstreamException()
    {
        Require();
        var codec = new Hevc(35, preset: "ultrafast");
        var good = codec.Encode(TestImages.Texture(24, 24));
        foreach (var bad in new byte[][] { [], [1, 2, 3], new byte[100], good[..7], good[..(good.Length / 2)], [0, 200, .. good.AsSpan(2)], [255, 255, 255, 255, .. good.AsSpan(4)] })
            Assert.Throws<BitstreamException>(() => codec.Decode(bad));
        for (var at = 4; at < good.Length; at += 1 + good.Length / 8)
        {
            var damaged = (byte[])good.Clone();
            damaged[at] ^= 16;
            try
            {
                codec.Decode(damaged);
            }
            catch (BitstreamException)
            {
            }
        }
    }

    [Fact]
    public void A_stream_is_told_by_its_first_bytes_and_limits_hold_before_ffmpeg_sees_it()
    {
        byte[] stream = [1, 255, 2, 255, 0, 0, 0, 1, 0x40, 1, 12];
        Assert.True(Hevc.IsStream(stream));
        Assert.False(Hevc.IsStream(stream.AsSpan(4)));
        Assert.Equal((512, 768), new Hevc(30).Size(stream));
        Assert.Throws<BitstreamException>(() => new Hevc(30) { Limits = Limits.Default with { MaxPixels = 512 * 767 } }.Size(stream));
    }

    /// <summary>Stand-ins for an ffmpeg that hangs, floods or is not there.</summary>
    [Fact]
    public void A_child_that_hangs_floods_or_is_missing_is_an_error_in_one_sentence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no sleep and yes");
        string Message(string program, string[] arguments) => Assert.Throws<FfmpegException>(() => Ffmpeg.Run(program, arguments, new byte[1 << 20], 1000, TimeSpan.FromSeconds(0.3))).Message;
        Assert.Contains("did not end within", Message("sleep", ["60"]));
        Assert.Contains("more than the 1,000 bytes", Message("yes", []));
        Assert.Contains("install it", Message("no-such-program", []));
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hevc(52));
        Assert.Contains("there is no preset 'best'", Assert.Throws<ArgumentException>(() => new Hevc(30, preset: "best")).Message);
        Assert.Equal("HEVC 4:2:0 QP=30", new Hevc(30).Name);
    }

    private static void Require() => Assert.SkipWhen(Hevc.WhyMissing is not null, Hevc.WhyMissing ?? "");
}
