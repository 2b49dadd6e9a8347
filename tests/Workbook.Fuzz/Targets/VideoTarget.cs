using System.Buffers.Binary;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Fuzz.Mutations;

namespace Workbook.Fuzz.Targets;

/// <summary>The decoder of .mgv files: opens a file, decodes every frame, then the last one again by seeking.</summary>
internal sealed class VideoTarget : FuzzTarget
{
    private readonly MagicKnowledge knowledge;
    private readonly byte[] fingerprint;
    private readonly (byte[] Header, List<byte[]> Frames)[] parts;

    internal VideoTarget(FuzzSamples samples)
    {
        knowledge = samples.Knowledge;
        fingerprint = Convert.FromHexString(knowledge.Fingerprint);
        Seeds = samples.Videos();
        parts = [.. Seeds.Select(Take)];
        for (var i = 0; i < parts.Length; i++)
            if (!Write(parts[i].Header, parts[i].Frames).AsSpan().SequenceEqual(Seeds[i]))
                throw new InvalidOperationException("the fuzzer writes a video differently than the encoder; bring VideoTarget in line with FORMAT.md");
    }

    internal override string Name => "video";

    internal override IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>As much for each frame that the bytes can hold as for a still image.</summary>
    internal override long AllowedBytes(byte[] bytes) => (1 + Math.Min(Limits.MaxFrames, bytes.Length / 4)) * base.AllowedBytes(bytes);

    internal override void Decode(byte[] bytes)
    {
        var options = new VideoDecodeOptions { Frame = new() { Limits = Limits }, KeepFramesBeforeDamage = (bytes.Length & 3) == 0 };
        var decoder = new MagicVideoDecoder(knowledge, bytes, options);
        foreach (var frame in decoder.DecodeAll())
            _ = frame.PixelCount;
        if (decoder.FrameCount > 1)
            decoder.DecodeFrame(decoder.FrameCount / 2);
    }

    internal override byte[] Next(SeededRandom random)
    {
        if (random.Next(4) == 0)
            return ByteChange.Apply(AnySeed(random), AnySeed(random), random);
        var (header, frames) = parts[random.Next(parts.Length)];
        var changed = frames.ToList();
        for (var n = 1 + random.Next(3); n > 0 && changed.Count > 0; n--)
            ChangeFrames(changed, random);
        return Write(random.Next(4) == 0 ? Hostile(header, random) : header, changed);
    }

    private void ChangeFrames(List<byte[]> frames, SeededRandom random)
    {
        var at = random.Next(frames.Count);
        var other = parts[random.Next(parts.Length)].Frames;
        switch (random.Next(6))
        {
            case 0:
                frames.RemoveAt(at);
                break;
            case 1:
                frames.Insert(at, other[random.Next(other.Count)]);
                break;
            case 2:
                frames[at] = [.. frames[at][..1], .. ByteChange.Noise(random.Next(200), random)];
                break;
            case 3:
                frames[at] = [(byte)(frames[at][0] ^ 0b111_000), .. frames[at][1..]]; // a key frame becomes a changed frame and back
                break;
            default:
                frames[at] = [frames[at][0], .. ByteChange.Apply(frames[at][1..], other[random.Next(other.Count)], random)];
                break;
        }
    }

    private static byte[] Hostile(byte[] header, SeededRandom random) =>
    [
        .. header[..13], .. Numbers.Varint(Numbers.Side(random), random), .. Numbers.Varint(Numbers.Side(random), random),
        .. Numbers.Varint(Numbers.Side(random), random), (byte)random.Next(random.Next(4) == 0 ? 256 : 2),
    ];

    /// <summary>Header without its checksum, and the frames without lengths and checksums.</summary>
    private static (byte[] Header, List<byte[]> Frames) Take(byte[] file)
    {
        var at = 13;
        for (var n = 0; n < 3; n++)
            Varint(file, ref at);
        var header = file[..++at];
        var frames = new List<byte[]>();
        for (at += 2; Varint(file, ref at) is var length and > 0; at += length)
            frames.Add(file[at..(at + length - 2)]);
        return (header, frames);
    }

    private byte[] Write(byte[] header, List<byte[]> frames)
    {
        var file = new List<byte>([.. header, .. Crc16.Of(fingerprint, header)]);
        for (var i = 0; i < frames.Count; i++)
            file.AddRange([.. Varint(frames[i].Length + 2), .. frames[i], .. Crc16.Of(fingerprint, Number(i), frames[i])]);
        byte[] end = [0, .. Varint(frames.Count)];
        return [.. file, .. end, .. Crc16.Of(fingerprint, Number(frames.Count), end)];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Varint(value >> 7)];

    private static int Varint(byte[] file, ref int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (file[at] & 127) << shift;
            if (file[at++] < 128)
                return value;
        }
    }
}
