using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

public sealed class JointCodecTests : IDisposable
{
    private static readonly CompressionSizes Sizes = new() { Widths = [4, 8], CodeChannels = 3, Blocks = 0 };
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(8, 16)]
    [InlineData(1, 1)]
    [InlineData(13, 30)]
    public void The_cloud_sees_from_the_file_what_it_would_see_from_the_image(int rows, int columns)
    {
        var codec = Codec(dimensions: 2);
        var image = Noise(1, 3, rows, columns);
        var (map, predicted) = codec.Segment(codec.Encode(image));
        Assert.Equal([1, 1, rows, columns], predicted.shape);
        var padded = nn.functional.pad(image, [0, (8 - columns % 8) % 8, 0, (8 - rows % 8) % 8], PaddingModes.Replicate);
        using var frozen = no_grad();
        var whole = codec.Networks.Run(padded, StochasticBinarizer.Round);
        Assert.Equal(0, (whole.Predicted.narrow(2, 0, rows).narrow(3, 0, columns) - predicted).abs().max().item<float>(), 1e-6);
        Assert.Equal(0, (whole.FeatureMap.narrow(2, 0, rows).narrow(3, 0, columns) - map).abs().max().item<float>(), 1e-5);
    }

    [Fact]
    public void Volumes_have_files_too()
    {
        var codec = Codec(dimensions: 3);
        var (map, predicted) = codec.Segment(codec.Encode(Noise(1, 1, 5, 9, 17)));
        Assert.Equal([1, 1, 5, 9, 17], map.shape);
        Assert.Equal([1, 2, 5, 9, 17], predicted.shape);
        Assert.Equal([1, 3, 2, 3, 5], codec.DecodeBits(codec.Encode(Noise(1, 1, 5, 9, 17))).shape);
    }

    [Fact]
    public void Every_prefix_and_every_flipped_bit_is_refused()
    {
        var codec = Codec(dimensions: 2);
        var stream = codec.Encode(Noise(1, 3, 24, 24));
        for (var length = 0; length < stream.Length; length++)
            Assert.Throws<BitstreamException>(() => codec.DecodeBits(stream.AsSpan(0, length)));
        for (var bit = 0; bit < 8 * stream.Length; bit++)
        {
            var damaged = (byte[])stream.Clone();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<BitstreamException>(() => codec.DecodeBits(damaged));
        }
    }

    [Fact]
    public void A_stream_of_other_weights_or_other_counts_is_refused_by_name_and_limits_come_before_memory()
    {
        var (codec, other) = (Codec(dimensions: 2), Codec(dimensions: 2, seed: 7));
        var stream = codec.Encode(Noise(1, 3, 16, 16));
        Assert.Contains($"made with model {codec.Fingerprint[..4]}..., the loaded one is {other.Fingerprint[..8]}", Assert.Throws<BitstreamException>(() => other.DecodeBits(stream)).Message);
        var counts = JointCodec.Count(codec.Networks, [Noise(1, 3, 16, 16)]);
        Assert.NotEqual(codec.Fingerprint, new JointCodec(codec.Networks, counts, 8).Fingerprint);
        var careful = new JointCodec(codec.Networks, [], 8) { Limits = Limits.Default with { MaxPixels = 255 } };
        Assert.Contains("16 x 16 pixels, allowed 1 to 255", Assert.Throws<BitstreamException>(() => careful.DecodeBits(stream)).Message);
    }

    [Fact]
    public void What_training_codes_taught_shortens_files()
    {
        var codec = Codec(dimensions: 2);
        var taught = new JointCodec(codec.Networks, JointCodec.Count(codec.Networks, Enumerable.Range(0, 8).Select(_ => Noise(1, 3, 64, 64) * 0.2)), 8);
        var image = Noise(1, 3, 64, 64) * 0.2;
        Assert.True(taught.Encode(image).Length < codec.Encode(image).Length);
    }

    [Fact]
    public void Wrong_images_and_networks_are_said()
    {
        var codec = Codec(dimensions: 2);
        Assert.Contains("this codec takes [1, 3, H, W]", Assert.Throws<ArgumentException>(() => codec.Encode(zeros(1, 1, 8, 8))).Message);
        Assert.Contains("read images", Assert.Throws<ArgumentException>(() => new JointCodec(new JointNetworks(null, null, new Segmentor(new() { Widths = [4] })), [], 2)).Message);
    }

    private static JointCodec Codec(int dimensions, ulong seed = 1)
    {
        var sizes = Sizes with { Dimensions = dimensions, InputChannels = dimensions == 2 ? 3 : 1 };
        nn.Module<Tensor, Tensor> s = dimensions == 2 ? new Segmentor(new() { Widths = [4, 6, 8] }, seed) : new UNet(new() { Widths = [4, 6], Dimensions = 3, Classes = 2 }, seed);
        return new JointCodec(new JointNetworks(new CompressionNet(sizes, seed), new FeatureReconstruction(sizes, seed), s), [], dimensions == 2 ? 8 : 2);
    }

    private static Tensor Noise(params long[] shape) => new StepRandom(1).Uniform(shape, 0, 0, "image");
}
