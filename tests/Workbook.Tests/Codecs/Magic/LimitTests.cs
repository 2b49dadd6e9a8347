using System.Buffers.Binary;
using Workbook.Codecs;
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
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BitstreamException>(() => new MagicDecoder(Sample.Knowledge).Decode(stream));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
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

    /// <summary>A header of a square image behind which nothing of use stands, with a checksum that fits.</summary>
    private static byte[] Compact(int side, int gridStep, int payloadBytes)
    {
        var fingerprint = Convert.FromHexString(Sample.Knowledge.Fingerprint);
        byte[] body = [0b11_001_000, fingerprint[0], fingerprint[1], 128 | 64, .. Varint(side), .. Varint(side), .. Varint(gridStep), .. new byte[payloadBytes]];
        var checksum = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(checksum, Checksum16.Of(fingerprint, body));
        return [.. body, .. checksum];
    }

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Varint(value >> 7)];
}
