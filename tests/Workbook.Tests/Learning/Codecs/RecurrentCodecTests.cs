using TorchSharp;
using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Learning.Models;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Codecs;

public sealed class RecurrentCodecTests : IDisposable
{
    private const int Most = 4;
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(1, 40)]
    [InlineData(17, 2)]
    [InlineData(40, 33)]
    public void A_file_holds_the_bits_of_the_networks_and_the_image_s_size(int rows, int columns)
    {
        using var network = RecurrentSamples.Network(RecurrentModelTests.Tiny, 5);
        using var codec = RecurrentCodec.Of(network, Most, device: "cpu");
        var image = Sample.Image(rows, columns, 2);
        for (codec.Iterations = 1; ; codec.Iterations++)
        {
            var stream = codec.Encode(image);
            var bits = network.Encode(ImageTensor.Padded(image, 16), codec.Iterations);
            Assert.Equal([1, 3, codec.Iterations, (rows + 15) / 16, (columns + 15) / 16], bits.shape);
            Assert.Equal(bits.data<float>().ToArray(), codec.DecodeBits(stream).data<float>().ToArray());
            Assert.Equal(new RecurrentStreamInfo(rows, columns, codec.Iterations, codec.Fingerprint[..4], stream.Length), RecurrentCodec.Inspect(stream));
            Assert.True(bits.numel() < 30 || bits.std().item<float>() > 0, "bits that never change test little");
            var (decoded, seen) = (codec.Decode(stream), ImageTensor.ToImage(network.Decode(bits), rows, columns));
            Assert.Equal((rows, columns), (decoded.Rows, decoded.Columns));
            Assert.All(decoded.Pixels.Zip(seen.Pixels), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
            if (codec.Iterations == Most)
                return;
        }
    }

    [Fact]
    public void Every_prefix_and_every_flipped_bit_is_refused()
    {
        using var codec = Codec();
        var stream = codec.Encode(Sample.Image(40, 33, 2));
        for (var length = 0; length < stream.Length; length++)
            Assert.Throws<BitstreamException>(() => codec.DecodeBits(stream.AsSpan(0, length)));
        for (var bit = 0; bit < 8 * stream.Length; bit++)
        {
            var damaged = (byte[])stream.Clone();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<BitstreamException>(() => codec.DecodeBits(damaged));
        }
        Assert.Throws<BitstreamException>(() => codec.DecodeBits([.. stream, 0]));
    }

    [Fact]
    public void A_stream_of_another_model_is_refused_by_name_and_limits_come_before_memory()
    {
        using var codec = Codec();
        using var other = Codec(seed: 7);
        var stream = codec.Encode(Sample.Image(20, 20, 2));
        Assert.Contains($"made with model {codec.Fingerprint[..4]}..., the loaded one is {other.Fingerprint[..8]}", Assert.Throws<BitstreamException>(() => other.Decode(stream)).Message);
        codec.Limits = Limits.Default with { MaxPixels = 399 };
        Assert.Contains("20 x 20 pixels, allowed 1 to 399", Assert.Throws<BitstreamException>(() => codec.Decode(stream)).Message);
        Assert.Contains("20 x 20 pixels, allowed 1 to 399", Assert.Throws<BitstreamException>(() => RecurrentCodec.Inspect(stream, codec.Limits)).Message);
    }

    [Fact]
    public void No_more_iterations_are_coded_or_decoded_than_the_model_was_trained_for()
    {
        using var codec = Codec();
        Assert.Equal((Most, "recurrent, 4 iterations"), (codec.Iterations, codec.Name));
        Assert.Contains("iterations is 5; this model was trained for 1 to 4", Assert.Throws<ArgumentException>(() => codec.Iterations = 5).Message);
        Assert.Throws<ArgumentException>(() => codec.Iterations = 0);
        var fingerprint = Convert.FromHexString(codec.Fingerprint);
        Assert.Contains("asks for 5 iterations", Assert.Throws<BitstreamException>(() => codec.Decode(new RecurrentHeader(16, 16, 5).Seal(fingerprint, [1, 2, 3]))).Message);
        Assert.Contains("asks for 65 iterations", Assert.Throws<BitstreamException>(() => codec.Decode(new RecurrentHeader(16, 16, 65).Seal(fingerprint, [1, 2, 3]))).Message);
        Assert.Throws<BitstreamException>(() => codec.Decode(new RecurrentHeader(8192, 8192, 4).Seal(fingerprint, [1, 2, 3])));
    }

    [Fact]
    public void What_training_codes_taught_shortens_files_and_makes_another_model()
    {
        using var network = RecurrentSamples.Network(RecurrentModelTests.Tiny, 5);
        using var codec = RecurrentCodec.Of(network, Most, device: "cpu");
        using var taught = RecurrentCodec.Of(network, Most, RecurrentCodec.Count(network, Most, Enumerable.Range(10, 8).Select(seed => Sample.Image(90, 90, (ulong)seed))), device: "cpu");
        Assert.True(taught.Encode(Sample.Image(90, 90, 2)).Length < codec.Encode(Sample.Image(90, 90, 2)).Length);
        Assert.NotEqual(codec.Fingerprint, taught.Fingerprint);
        Assert.Throws<ArgumentException>(() => RecurrentCodec.Of(network, Most, new int[128], device: "cpu"));
        Assert.Contains("'sizes'", Assert.Throws<ArgumentException>(() => RecurrentCodec.Of(network, Most, record: new Dictionary<string, string> { ["sizes"] = "" }, device: "cpu")).Message);
    }

    [Fact]
    public void A_model_file_gives_the_same_codec()
    {
        using var codec = Codec();
        using var back = RecurrentCodec.FromBytes(codec.ToBytes(), "cpu");
        Assert.Equal(codec.ToBytes(), back.ToBytes());
        Assert.Equal((codec.Fingerprint, Most), (back.Fingerprint, back.MostIterations));
        var stream = codec.Encode(Sample.Image(20, 20, 2));
        Assert.Equal(codec.Decode(stream).Pixels, back.Decode(stream).Pixels);
    }

    [Theory]
    [InlineData("workbook.recurrent", "2", "version 2")]
    [InlineData("sizes", "{ \"breadth\": 3 }", "there is no 'breadth'")]
    [InlineData("sizes", "{ \"decoderWidths\": [4, 4, 4, 2048], \"bits\": 3 }", "bytes of weights, but there are")]
    [InlineData("sizes", "{ \"bits\": 999 }", "1 to 256 bits")]
    [InlineData("iterations", "3", "expected 128 for each")]
    [InlineData("iterations", "65", "allowed is 1 to 64")]
    [InlineData("iterations", "-1", "no whole number")]
    public void Words_that_lie_are_refused_before_networks_are_made(string key, string value, string message)
    {
        using var codec = Codec();
        var file = TensorFile.FromBytes(codec.ToBytes());
        var other = new TensorFile(file.Tensors, file.Metadata.Select(word => word.Key == key ? new(key, value) : word).ToDictionary());
        Assert.Contains(message, Assert.Throws<TensorFileException>(() => RecurrentCodec.FromBytes(other.ToBytes(), "cpu")).Message);
    }

    [Fact]
    public void Every_prefix_and_flipped_bit_of_a_model_file_is_refused_or_harmless()
    {
        using var codec = Codec();
        var bytes = codec.ToBytes();
        var random = new SeededRandom(3);
        for (var i = 0; i < 300; i++)
        {
            var damaged = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            if (i % 2 == 1)
                damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                RecurrentCodec.FromBytes(damaged, "cpu").Dispose();
                Assert.Equal(bytes.Length, damaged.Length);
            }
            catch (TensorFileException)
            {
            }
        }
    }

    private static RecurrentCodec Codec(ulong seed = 5)
    {
        using var network = RecurrentSamples.Network(RecurrentModelTests.Tiny, seed);
        return RecurrentCodec.Of(network, Most, device: "cpu");
    }
}
