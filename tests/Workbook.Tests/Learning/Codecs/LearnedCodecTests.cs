using TorchSharp;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

public class LearnedCodecTests
{
    public static TheoryData<string> Names => [.. ModelArchitecture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_comes_back_as_the_network_sees_it(string name)
    {
        using var scope = NewDisposeScope();
        using var codec = LearnedSamples.Make(name);
        var image = LearnedSamples.Image(70, 41, 5);
        var stream = codec.Encode(image);
        var decoded = codec.Decode(stream);
        var seen = codec.Network.call(ImageTensor.Padded(image, codec.Network.Stride), new GivenLatents(codec.DecodeLatents(stream))).Images;
        Assert.Equal((70, 41), (decoded.Rows, decoded.Columns));
        Assert.Equal(ImageTensor.ToImage(seen, 70, 41).Pixels, decoded.Pixels);
        Assert.True(decoded.Pixels.Distinct().Count() > 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Latents_are_those_of_the_encoder_to_half_a_step(string name)
    {
        using var scope = NewDisposeScope();
        using var codec = LearnedSamples.Make(name);
        var image = LearnedSamples.Image(20, 100, 6);
        var latents = codec.DecodeLatents(codec.Encode(image));
        var y = codec.Network.Analysis.call(ImageTensor.Padded(image, codec.Network.Stride));
        Assert.Equal(y.shape, latents.Y.shape);
        Assert.InRange((y - latents.Y).abs().max().item<float>(), 0, 0.50005f);
        Assert.Equal(codec.Architecture.HasHyperprior, latents.Z is not null);
    }

    [Fact]
    public void The_border_is_repeated_up_to_the_stride()
    {
        using var scope = NewDisposeScope();
        var planes = ImageTensor.Padded(new RgbImage(1, 2, [0, 51, 102, 255, 204, 153]), 16);
        Assert.Equal([1, 3, 16, 16], planes.shape);
        Assert.Equal([0f, 0.2f, 0.4f], planes[0, .., 15, 0].data<float>());
        Assert.Equal([1f, 0.8f, 0.6f], planes[0, .., 15, 15].data<float>());
    }

    [Fact]
    public void Encoding_and_decoding_leave_no_tensor_behind()
    {
        using var codec = LearnedSamples.Make("cheng2020-anchor");
        var stream = codec.Encode(LearnedSamples.Image(30, 30, 1));
        codec.Decode(stream);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        codec.Encode(codec.Decode(stream));
        codec.DecodeLatents(stream).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_codec_outlives_the_scope_it_was_made_in_and_serves_several_threads()
    {
        LearnedCodec codec;
        using (NewDisposeScope())
            codec = LearnedSamples.Make("cheng2020-anchor");
        var images = Enumerable.Range(1, 6).Select(i => LearnedSamples.Image(9 * i, 50, (ulong)i)).ToArray();
        var streams = images.Select(codec.Encode).ToArray();
        Parallel.For(0, images.Length, i => Assert.Equal(streams[i], codec.Encode(images[i])));
        Parallel.For(0, images.Length, i => Assert.Equal(images[i].Rows, codec.Decode(streams[i]).Rows));
        codec.Dispose();
    }

    [Fact]
    public void The_name_says_model_widths_and_lambda()
    {
        using var codec = LearnedSamples.Make("mbt2018-mean");
        Assert.Equal("mbt2018-mean N=6 M=8 lambda=0.01", codec.Name);
    }
}
