using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class EncoderTests
{
    private static readonly MagicEncoder Encoder = new(Sample.Knowledge);
    private static readonly RgbImage Image = Sample.Image(192, 192, 9);

    [Theory]
    [InlineData(MagicProfile.Paper)]
    [InlineData(MagicProfile.Compact)]
    [InlineData(MagicProfile.Vertex)]
    public void A_target_is_never_exceeded_and_nearly_used(MagicProfile profile)
    {
        var last = 0;
        foreach (var target in new[] { 120, 250, 500, 1000 })
        {
            var encoding = Encoder.EncodeWithParts(Image, new MagicOptions { Profile = profile, TargetBytes = target });
            Assert.InRange(encoding.Stream.Length, last, target);
            last = encoding.Stream.Length;
        }
        Assert.True(last > 700);
    }

    [Fact]
    public void A_target_that_cannot_be_reached_names_the_smallest_that_can()
    {
        var refused = Assert.Throws<ArgumentException>(() => Encoder.Encode(Image, new MagicOptions { TargetBytes = 5 }));
        var smallest = int.Parse(System.Text.RegularExpressions.Regex.Match(refused.Message, @"has (\d+) bytes").Groups[1].Value);
        Assert.Equal(smallest, Encoder.Encode(Image, new MagicOptions { TargetBytes = smallest }).Length);
    }

    [Fact]
    public void Boxes_and_masks_put_more_points_inside_and_none_elsewhere()
    {
        var mask = new GrayImage(192, 192);
        mask.Pixels[70 * 192 + 130] = 255;
        var plain = Encoder.EncodeWithParts(Image).Labels;
        foreach (var region in new[] { new RegionOfInterest { Boxes = [new PixelBox(66, 128, 10, 10)] }, new RegionOfInterest { Mask = mask } })
        {
            var labels = Encoder.EncodeWithParts(Image, new MagicOptions { Region = region }).Labels;
            for (var k = 0; k < plain.Count; k++)
                Assert.True(k == 5 ? labels[k] >= plain[k] + region.ExtraPoints : labels[k] == plain[k]);
        }
    }

    [Fact]
    public void A_batch_gives_the_streams_of_single_images_in_their_order()
    {
        var images = Enumerable.Range(0, 9).Select(i => Sample.Image(40 + i, 50, (ulong)i)).ToArray();
        Assert.Equal(images.Select(image => Encoder.Encode(image)), Encoder.EncodeBatch(images));
    }

    [Fact]
    public void A_cancelled_batch_keeps_what_is_finished()
    {
        using var cancel = new CancellationTokenSource();
        var images = Enumerable.Range(0, 9).Select(i => Sample.Image(40, 50, (ulong)i)).ToArray();
        var streams = Encoder.EncodeBatch(images, null, new Now(finished => { if (finished == 3) cancel.Cancel(); }), cancel.Token, 1);
        Assert.Equal(images.Take(3).Select(image => Encoder.Encode(image)), streams.TakeWhile(stream => stream is not null));
        Assert.All(streams.Skip(3), Assert.Null);
    }

    [Fact]
    public void The_codec_names_its_profile_and_setting()
    {
        Assert.Equal("MAGIC compact d=2.5", new MagicCodec(Sample.Knowledge, new MagicOptions { PointDivisor = 2.5 }).Name);
        Assert.Equal("MAGIC vertex q=25", new MagicCodec(Sample.Knowledge, new MagicOptions { Profile = MagicProfile.Vertex }).Name);
        Assert.Equal("MAGIC paper 500 bytes", new MagicCodec(Sample.Knowledge, new MagicOptions { Profile = MagicProfile.Paper, TargetBytes = 500 }).Name);
        Assert.Equal("MAGIC compact grid only, step 20, Gaussian 1.5", new MagicCodec(Sample.Knowledge,
            new MagicOptions { PointDivisor = double.PositiveInfinity, GridStep = 20 }, new DecodeOptions { Smoothing = Smoothing.Gaussian(1.5) }).Name);
    }

    [Fact]
    public void Options_out_of_range_are_the_callers_mistake()
    {
        foreach (var options in new[] { new MagicOptions { PointDivisor = 0 }, new MagicOptions { PointDivisor = double.NaN },
            new MagicOptions { GridStep = 0 }, new MagicOptions { TargetBytes = 0 }, new MagicOptions { QuantizerStep = 0 }, new MagicOptions { ChromaFactor = double.NaN },
            new MagicOptions { Region = new() { Mask = new GrayImage(1, 1) } },
            new MagicOptions { Profile = MagicProfile.Vertex, Region = new() { Mask = new GrayImage(1, 1) } },
            new MagicOptions { Profile = MagicProfile.Vertex, Region = new() { Strength = 0.5 } } })
            Assert.Throws<ArgumentException>(() => Encoder.Encode(Image, options));
        Assert.Throws<ArgumentException>(() => Encoder.EncodeBatch([Image], maxDegreeOfParallelism: -1));
        Assert.Throws<ArgumentException>(() => Encoder.EncodeBatch([Image, Image], new MagicOptions { TargetBytes = 5 }));
    }

    private sealed class Now(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
