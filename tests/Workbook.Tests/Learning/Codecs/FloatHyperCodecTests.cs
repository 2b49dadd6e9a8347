using Workbook.Fuzz.Targets;
using Workbook.Learning.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Learning.Codecs;

/// <summary>What the chapter on exactness shows must not be an artefact of how it is shown.</summary>
public class FloatHyperCodecTests
{
    [Theory]
    [InlineData("bmshj2018-hyperprior")]
    [InlineData("mbt2018-mean")]
    public void Machines_that_add_in_another_order_find_other_scales_but_in_integers_the_same_tables(string name)
    {
        using var codec = LearnedSamples.Make(name);
        using FloatHyperCodec here = new(codec), there = new(codec, machine: 1);
        var streams = Enumerable.Range(0, 20).Select(seed => here.Encode(LearnedSamples.Image(120, 130, (ulong)seed))).ToArray();
        var found = streams.Select(stream => here.Compare(stream, there)[0]).ToArray();
        Assert.True(found.Sum(f => f.Scales) > 0);
        Assert.True(found.Sum(f => f.Tables) < found.Sum(f => f.Values) / 1000);
        Assert.Equal(0, found.Sum(f => f.ExactTables));
        Assert.All(streams, stream => Assert.Equal((0, 0), here.Compare(stream, here) is [var same] ? (same.Scales, same.Tables) : default));
    }

    [Fact]
    public void The_machine_that_encoded_sees_what_the_exact_codec_sees_to_a_level()
    {
        using var codec = LearnedSamples.Make("mbt2018-mean");
        using var here = new FloatHyperCodec(codec);
        var image = LearnedSamples.Image(100, 70, 5);
        Assert.True(Psnr.Of(codec.Decode(codec.Encode(image)), here.Decode(here.Encode(image))) > 50);
    }

    [Fact]
    public void Any_bytes_decode_to_an_image_as_noise_does()
    {
        using var codec = LearnedSamples.Make("mbt2018-mean");
        using var here = new FloatHyperCodec(codec);
        var stream = here.Encode(LearnedSamples.Image(100, 70, 5));
        stream.AsSpan(20).Fill(0x5A);
        Assert.Equal(100, here.Decode(stream).Rows);
    }

    [Fact]
    public void Models_without_a_hyperprior_and_with_a_context_are_refused()
    {
        using LearnedCodec factorized = LearnedSamples.Make("bmshj2018-factorized"), anchor = LearnedSamples.Make("cheng2020-anchor");
        Assert.Contains("take bmshj2018-hyperprior or mbt2018-mean", Assert.Throws<ArgumentException>(() => new FloatHyperCodec(factorized)).Message);
        Assert.Throws<ArgumentException>(() => new FloatHyperCodec(anchor));
    }
}
