using Workbook.Codecs;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Standard;
using Workbook.Imaging.Volumes;
using Workbook.Tests.Codecs;

namespace Workbook.Tests.Imaging.Standard;

public sealed class VolumeCodecTests
{
    public static TheoryData<string> Families => [.. Codecs.Keys];

    /// <summary>From small files to large ones.</summary>
    private static readonly Dictionary<string, IVolumeCodec[]> Codecs = new()
    {
        ["H.264"] = [new H264Volume(44, "fast"), new H264Volume(32, "fast"), new H264Volume(20, "fast")],
        ["HEVC"] = [new HevcVolume(44, "fast"), new HevcVolume(32, "fast"), new HevcVolume(20, "fast")],
        ["JPEG 2000"] = [new Jpeg2000Volume(22), new Jpeg2000Volume(30), new Jpeg2000Volume(38)],
    };

    private static readonly Lazy<Volume> Heart = new(() => VolumeIntensity.ToUnit(HeartScenes.Make(1, 77, new() { Shape = new(16, 48, 40) }).Image));

    [Theory]
    [MemberData(nameof(Families))]
    public void More_bytes_give_a_higher_psnr(string family)
    {
        Require(family);
        var results = Codecs[family].Select(codec => (codec.Encode(Heart.Value) is var stream ? stream.Length : 0, Psnr(Heart.Value, codec.Decode(stream)))).ToArray();
        Assert.Equal(results, results.OrderBy(result => result.Item1));
        Assert.Equal(results, results.OrderBy(result => result.Item2));
        Assert.InRange(results[^1].Item2, 36, 60);
        Assert.InRange(results[0].Item1, 100, 3000);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_shape_comes_back_with_its_spacing(string family)
    {
        Require(family);
        foreach (var (shape, spacing) in new[] { (new VolumeShape(1, 1, 1), new VoxelSpacing(1, 1, 1)), (new(3, 17, 2), new(10, 1.5625f, 1.5625f)), (new(2, 33, 47), new(0.5f, 0.25f, 1)) })
        {
            var volume = new Volume(shape, [.. Enumerable.Range(0, (int)shape.Count).Select(i => i % 7 / 8f)], spacing);
            var decoded = Codecs[family][2].Decode(Codecs[family][2].Encode(volume));
            Assert.Equal(shape, decoded.Shape);
            Assert.InRange(decoded.Spacing.Rows, spacing.Rows - 0.0006f, spacing.Rows + 0.0006f);
            Assert.Equal((spacing.Depth, spacing.Rows == spacing.Columns), (decoded.Spacing.Depth, decoded.Spacing.Rows == decoded.Spacing.Columns));
        }
    }

    /// <summary>16 to 235 taken for the whole range would be 15 levels off and more.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Grey_levels_come_back_as_they_were_so_the_range_fits(string family)
    {
        Require(family);
        int[] levels = [0, 16, 128, 235, 255];
        var stripes = new Volume(new(2, 32, 40), [.. Enumerable.Range(0, 2 * 32 * 40).Select(i => levels[i % 40 / 8] / 255f)]);
        var decoded = Codecs[family][2].Decode(Codecs[family][2].Encode(stripes));
        foreach (var (i, level) in levels.Index())
            Assert.Equal(level, 255 * decoded.Voxels.Where((_, at) => at % 40 / 8 == i).Average(), 8.0);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_damaged_stream_is_refused(string family)
    {
        Require(family);
        var codec = Codecs[family][0];
        var good = codec.Encode(Heart.Value);
        var step = good.Length * 8 / 500;
        Assert.Equal((good.Length * 8 + step - 1) / step, Damage.Survive(good, bytes => codec.Decode(bytes), bits: 500));
        foreach (var other in Codecs.Where(other => other.Key != family))
            Assert.Contains("decode them with the codec that wrote them", Assert.Throws<BitstreamException>(() => other.Value[0].Decode(good)).Message);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Streams_that_pass_the_checksum_by_intent_give_a_volume_or_a_BitstreamException(string family)
    {
        Require(family);
        var (codec, good) = (Codecs[family][0], Codecs[family][0].Encode(Heart.Value));
        var body = good[9..^2];
        for (var at = 0; at < body.Length; at += 1 + body.Length / 12)
        {
            var bad = (byte[])body.Clone();
            bad[at] ^= 16;
            try
            {
                codec.Decode(VolumeHeader.Seal(good[0] & 7, Heart.Value, bad));
            }
            catch (BitstreamException)
            {
            }
        }
        var larger = new Volume(new(17, 48, 40));
        Assert.Throws<BitstreamException>(() => codec.Decode(VolumeHeader.Seal(good[0] & 7, larger, body)));
    }

    [Fact]
    public void Limits_hold_before_memory_is_taken()
    {
        var codec = new Jpeg2000Volume(30);
        var stream = codec.Encode(Heart.Value);
        Assert.Contains("Limits.MaxPixels", Assert.Throws<BitstreamException>(() => (codec with { Limits = new() { MaxPixels = 16 * 48 * 40 - 1 } }).Decode(stream)).Message);
        Assert.Contains("Limits.MaxFileBytes", Assert.Throws<BitstreamException>(() => (codec with { Limits = new() { MaxFileBytes = 99 } }).Decode(stream)).Message);
    }

    [Fact]
    public void A_volume_outside_0_to_1_is_refused_with_a_word()
    {
        foreach (var voxel in new[] { float.NaN, -0.01f, 255f })
            Assert.Contains("VolumeIntensity.ToUnit", Assert.Throws<ArgumentException>(() => new Jpeg2000Volume(30).Encode(new(new(1, 1, 2), [0, voxel]))).Message);
    }

    [Fact]
    public void Names_say_codec_and_setting_and_settings_out_of_range_are_named()
    {
        Assert.Equal(["H.264 volume QP=30", "HEVC volume QP=0", "JPEG 2000 slices 27.5 dB"], new IVolumeCodec[] { new H264Volume(30), new HevcVolume(0), new Jpeg2000Volume(27.5) }.Select(codec => codec.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => new H264Volume(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Jpeg2000Volume(double.NaN));
        Assert.Contains("there is no preset 'best'", Assert.Throws<ArgumentException>(() => new HevcVolume(30, "best")).Message);
    }

    internal static double Psnr(Volume a, Volume b) => -10 * Math.Log10(a.Voxels.Zip(b.Voxels, (x, y) => (double)(x - y) * (x - y)).Average());

    private static void Require(string family)
    {
        var why = family == "H.264" ? H264Volume.WhyMissing : family == "HEVC" ? HevcVolume.WhyMissing : null;
        Assert.SkipWhen(why is not null, why ?? "");
    }
}
