using System.Buffers.Binary;

namespace Workbook.Codecs.Magic;

/// <summary>The frame around a payload: kind, knowledge id and header before it, checksum behind it.</summary>
internal static class SealedStream
{
    internal const int Version = 0;
    internal const int ChecksumBytes = 2;
    private const int IdBytes = 2;

    internal static byte[] Seal(MagicKnowledge knowledge, int kind, StreamHeader header, ReadOnlySpan<byte> payload, out int headerBytes)
    {
        var fields = new FieldWriter();
        fields.Byte(StreamKind.Byte(kind, Version)).Bytes(knowledge.FingerprintBytes[..IdBytes]);
        header.Write(fields, knowledge.UsualSize);
        headerBytes = fields.Length;
        var stream = new byte[headerBytes + payload.Length + ChecksumBytes];
        fields.ToArray().CopyTo(stream, 0);
        payload.CopyTo(stream.AsSpan(headerBytes));
        var body = stream.AsSpan(0, stream.Length - ChecksumBytes);
        BinaryPrimitives.WriteUInt16BigEndian(stream.AsSpan(body.Length), Checksum16.Of(knowledge.FingerprintBytes, body));
        return stream;
    }

    internal static StreamHeader Open(MagicKnowledge knowledge, int kind, ReadOnlySpan<byte> stream, Limits limits, out ReadOnlySpan<byte> payload)
    {
        CheckFrame(knowledge, kind, stream);
        var fields = new FieldReader("stream", stream[..^ChecksumBytes]);
        fields.Bytes(1 + IdBytes);
        var header = StreamHeader.Read(ref fields, knowledge.UsualSize, limits);
        payload = fields.Bytes(fields.Remaining);
        return header;
    }

    /// <summary>What the header says; the checksum is not looked at, since that needs the knowledge.</summary>
    internal static StreamHeader Peek(ReadOnlySpan<byte> stream, ImageSides? usual, Limits limits, out string knowledgeId)
    {
        var fields = new FieldReader("stream", stream);
        fields.Byte();
        knowledgeId = Convert.ToHexStringLower(fields.Bytes(IdBytes));
        return StreamHeader.Read(ref fields, usual, limits);
    }

    private static void CheckFrame(MagicKnowledge knowledge, int kind, ReadOnlySpan<byte> stream)
    {
        if (stream.Length < 1 + IdBytes + 1 + ChecksumBytes)
            throw new BitstreamException($"the stream has {stream.Length} bytes, at least {1 + IdBytes + 1 + ChecksumBytes} are needed; it was cut short");
        if (stream[0] != StreamKind.Byte(kind, Version))
            throw new BitstreamException($"byte 0 is {stream[0]:X2}, expected {StreamKind.Byte(kind, Version):X2}; "
                + "this is another kind of stream, or its version is newer than this program");
        if (!stream.Slice(1, IdBytes).SequenceEqual(knowledge.FingerprintBytes[..IdBytes]))
            throw new BitstreamException($"this stream was made with knowledge {Convert.ToHexStringLower(stream.Slice(1, IdBytes))}..., "
                + $"the loaded one is {knowledge.Fingerprint[..8]}; load the knowledge file that its encoder used");
        var written = BinaryPrimitives.ReadUInt16BigEndian(stream[^ChecksumBytes..]);
        var found = Checksum16.Of(knowledge.FingerprintBytes, stream[..^ChecksumBytes]);
        if (written != found)
            throw new BitstreamException($"the checksum in the last two bytes is {written:X4}, the stream has {found:X4}; it is damaged, cut short, "
                + $"or was made with another knowledge than {knowledge.Fingerprint[..8]}");
    }
}
