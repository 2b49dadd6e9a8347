using System.Buffers.Binary;

namespace Workbook.Codecs.Magic;

/// <summary>A frame in a .mgv file: its length, its kind, a payload and a checksum.</summary>
/// <param name="Index">Number of frames before it.</param>
/// <param name="IsKey">Whether it was coded on its own.</param>
/// <param name="Start">First byte of its payload in the file.</param>
/// <param name="Length">Bytes of its payload.</param>
internal readonly record struct VideoFrame(int Index, bool IsKey, int Start, int Length)
{
    private const int KindBytes = 1;
    private const int ChecksumBytes = 2;

    internal static byte[] Seal(MagicKnowledge knowledge, int index, int kind, ReadOnlySpan<byte> payload)
    {
        byte[] body = [StreamKind.Byte(kind, SealedStream.Version), .. payload];
        return new FieldWriter().Varint(body.Length + ChecksumBytes).Bytes(body).Bytes(Checksum(knowledge, index, body)).ToArray();
    }

    /// <summary>What stands behind the last frame: length 0, the number of frames, a checksum.</summary>
    internal static byte[] End(MagicKnowledge knowledge, int frames)
    {
        var body = new FieldWriter().Varint(0).Varint(frames).ToArray();
        return [.. body, .. Checksum(knowledge, frames, body)];
    }

    /// <summary>Reads the next frame; <c>null</c> where the end stands.</summary>
    internal static VideoFrame? Read(MagicKnowledge knowledge, int index, ref FieldReader fields)
    {
        var length = fields.Varint();
        if (length == 0)
        {
            var frames = fields.Varint();
            var found = fields.Bytes(ChecksumBytes);
            fields.Require(frames == index && found.SequenceEqual(End(knowledge, index).AsSpan()[^ChecksumBytes..]),
                $"the end says {frames} frames, {index} stand before it, or its checksum does not fit; the file is damaged");
            return null;
        }
        fields.Require(length >= KindBytes + ChecksumBytes, $"frame {index} has {length} bytes, at least {KindBytes + ChecksumBytes} are needed");
        var start = fields.Position;
        var bytes = fields.Bytes(length);
        fields.Require(bytes[^ChecksumBytes..].SequenceEqual(Checksum(knowledge, index, bytes[..^ChecksumBytes])),
            $"the checksum of frame {index} does not fit; the file is damaged or was made with another knowledge");
        var isKey = bytes[0] == StreamKind.Byte(StreamKind.KeyFrame, SealedStream.Version);
        fields.Require(isKey || index > 0 && bytes[0] == StreamKind.Byte(StreamKind.ChangedFrame, SealedStream.Version),
            $"frame {index} is of kind {bytes[0]:X2}; the first must be a key frame, the others key frames or changes");
        return new VideoFrame(index, isKey, start + KindBytes, length - KindBytes - ChecksumBytes);
    }

    private static byte[] Checksum(MagicKnowledge knowledge, int index, ReadOnlySpan<byte> body)
    {
        // The frame's number goes in, so that frames cannot change places.
        Span<byte> seed = stackalloc byte[knowledge.FingerprintBytes.Length + sizeof(int)];
        knowledge.FingerprintBytes.CopyTo(seed);
        BinaryPrimitives.WriteInt32LittleEndian(seed[^sizeof(int)..], index);
        var checksum = new byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt16BigEndian(checksum, Checksum16.Of(seed, body));
        return checksum;
    }
}
