using System.Buffers.Binary;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

/// <summary>Short streams that ask for much memory; the fuzzer does not find them under its own small limits.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(8192, 1, 20)]
    [InlineData(2000, 1, 400)]
    [InlineData(65536, 2, 0)]
    public void A_few_bytes_cannot_ask_for_gigabytes_of_mesh(int side, int gridStep, int payloadBytes)
    {
        var stream = Compact(side, gridStep, payloadBytes);
        Refuse(() => new MagicDecoder(Sample.Knowledge).Decode(stream));
    }

    [Fact]
    public void A_few_bytes_cannot_ask_for_a_million_vertices()
    {
        // The payload's zeros say the usual step of setting 0, which is 3: 1023 x 1023 vertices.
        var stream = Sealed(0b11_010_000, 128, [.. Varint(3067), .. Varint(3067), .. new byte[8]]);
        Assert.Contains("residuals cannot lie in", Refuse(() => new MagicDecoder(Sample.Knowledge).Decode(stream)));
    }

    [Fact]
    public void A_few_bytes_cannot_ask_for_gigabytes_of_mesh_in_a_video()
    {
        var knowledge = Sample.Knowledge;
        var frame = VideoFrame.Seal(knowledge, 0, StreamKind.KeyFrame, new byte[20]);
        byte[] video = [.. new VideoHeader(1400, 1400, 1, true).Write(knowledge), .. frame, .. VideoFrame.End(knowledge, 1)];
        Assert.Contains("triangles cannot lie in", Refuse(() => new MagicVideoDecoder(knowledge, video).DecodeFrame(0)));
    }

    [Fact]
    public void A_payload_of_likeliest_values_alone_is_never_refused()
    {
        foreach (var count in (int[])[1, 100_000, 250_000, 1_000_000])
        {
            var (encoder, bit) = (new RangeEncoder(), new AdaptiveBit(65536, 255, 255));
            for (var i = 0; i < count; i++)
                encoder.Encode(ref bit, 0);
            new RangeDecoder(encoder.Finish()).CheckRoom(count, AdaptiveBit.LeastParts, "decisions");
        }
    }

    [Fact]
    public void A_mesh_of_more_points_than_allowed_is_refused_in_every_kind_of_stream()
    {
        var image = Sample.Image(64, 64, 1);
        var limits = new DecodeOptions { Limits = new() { MaxPoints = 200 } };
        foreach (var profile in Enum.GetValues<MagicProfile>())
        {
            var stream = new MagicEncoder(Sample.Knowledge).Encode(image, new() { Profile = profile, GridStep = 4 });
            Assert.Contains("MaxPoints", Assert.Throws<BitstreamException>(() => new MagicDecoder(Sample.Knowledge).Decode(stream, limits)).Message);
        }
        var video = MagicVideoEncoder.Encode(Sample.Knowledge, [image], new() { Frame = new() { GridStep = 4 } });
        Assert.Throws<BitstreamException>(() => new MagicVideoDecoder(Sample.Knowledge, video, new() { Frame = limits }).DecodeFrame(0));
    }

    private static string Refuse(Func<object> decode)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<BitstreamException>(decode).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        return message;
    }

    /// <summary>A header of a square image behind which nothing of use stands.</summary>
    private static byte[] Compact(int side, int gridStep, int payloadBytes) =>
        Sealed(0b11_001_000, 128 | 64, [.. Varint(side), .. Varint(side), .. Varint(gridStep), .. new byte[payloadBytes]]);

    /// <summary>A stream with a checksum that fits.</summary>
    private static byte[] Sealed(byte kind, byte flags, byte[] rest)
    {
        var fingerprint = Convert.FromHexString(Sample.Knowledge.Fingerprint);
        byte[] body = [kind, fingerprint[0], fingerprint[1], flags, .. rest];
        var checksum = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(checksum, Checksum16.Of(fingerprint, body));
        return [.. body, .. checksum];
    }

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Varint(value >> 7)];
}
