using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Files;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Tests.Codecs;

namespace Workbook.Tests.Learning.Codecs;

public sealed class LearnedStreamTests : IDisposable
{
    private readonly LearnedCodec codec = LearnedSamples.Make("mbt2018-mean");

    public static TheoryData<string> Names => [.. ModelArchitecture.Names];

    public void Dispose() => codec.Dispose();

    [Theory]
    [InlineData(1, 1, 7)]
    [InlineData(128, 128, 7)]
    [InlineData(129, 1, 8)]
    [InlineData(16384, 16384, 9)]
    [InlineData(65536, 1, 9)]
    public void Header_and_checksum_take_few_bytes(int rows, int columns, int bytes)
    {
        var stream = Sealed(rows, columns, []);
        Assert.Equal((0xE8, bytes), (stream[0], stream.Length));
        var limits = new Limits { MaxPixels = 1 << 28 };
        Assert.Equal(new LearnedHeader(rows, columns), LearnedHeader.Open(stream, Fingerprint, limits, out var payload));
        Assert.True(payload.IsEmpty);
        Assert.Equal(new LearnedStreamInfo(rows, columns, codec.Fingerprint[..4], bytes), LearnedCodec.Inspect(stream, limits));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_prefix_and_every_single_bit_flip_of_a_good_stream_is_refused(string name)
    {
        using var other = LearnedSamples.Make(name);
        var stream = other.Encode(LearnedSamples.Image(50, 70, 1));
        Assert.Equal(stream.Length * 8, Damage.Survive(stream, bytes => other.Decode(bytes)));
    }

    [Fact]
    public void A_flip_under_a_good_checksum_is_decoded_or_refused()
    {
        var stream = codec.Encode(LearnedSamples.Image(50, 70, 1));
        for (var bit = 0; bit < (stream.Length - 7) * 8; bit++)
        {
            var payload = stream[5..^2];
            payload[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                Assert.Equal(3500, codec.Decode(Sealed(50, 70, payload)).PixelCount);
            }
            catch (BitstreamException)
            {
            }
        }
    }

    [Fact]
    public void A_stream_of_another_model_is_refused_naming_both()
    {
        using var other = LearnedSamples.Make("mbt2018-mean", seed: 4);
        Assert.Equal($"this stream was made with model {other.Fingerprint[..4]}..., the loaded one is {codec.Fingerprint[..8]}; load the model file that its encoder used",
            Refused(other.Encode(LearnedSamples.Image(8, 8, 1))));
        byte[] disguised = [0xE8, .. Fingerprint[..2], .. other.Encode(LearnedSamples.Image(8, 8, 1))[3..]];
        Assert.Contains("or was made with another model", Refused(disguised));
    }

    [Fact]
    public void Sizes_over_the_limits_are_refused_before_memory_is_taken()
    {
        Assert.Contains("asks for 65536 x 65536 pixels, allowed 1 to 67,108,864", Refused(Sealed(65536, 65536, [])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("positions of latents cannot lie in a payload of 60 bytes", Refused(Sealed(8192, 8192, new byte[60])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
        Assert.Contains("sides up to 65,536", Assert.Throws<ArgumentException>(() => codec.Encode(new RgbImage(65537, 1))).Message);
    }

    [Fact]
    public void No_other_format_takes_it_for_its_own()
    {
        var stream = codec.Encode(LearnedSamples.Image(20, 20, 1));
        Assert.Throws<BitstreamException>(() => MagicDecoder.Inspect(stream));
        Assert.Throws<BitstreamException>(() => MagicVideoDecoder.Inspect(stream));
        Assert.Throws<ImageFileException>(() => ImageFile.Decode(stream));
        Assert.Throws<BitstreamException>(() => LearnedCodec.Inspect([0xF9, .. stream[1..]])); // a later version
    }

    private byte[] Fingerprint => Convert.FromHexString(codec.Fingerprint);

    private byte[] Sealed(int rows, int columns, byte[] payload) => new LearnedHeader(rows, columns).Seal(Fingerprint, payload);

    private string Refused(byte[] stream) => Assert.Throws<BitstreamException>(() => codec.Decode(stream)).Message;
}
