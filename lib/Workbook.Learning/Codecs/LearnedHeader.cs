using Workbook.Codecs;

namespace Workbook.Learning.Codecs;

/// <summary>What surrounds a payload: kind, model id and size before it, a checksum behind it (FORMAT.md).</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
internal readonly record struct LearnedHeader(int Rows, int Columns)
{
    internal const int MaxSide = 65536;
    private const int IdBytes = 2;
    private const int Version = 0;
    private const int ChecksumBytes = 2;
    private const int LeastBytes = 1 + IdBytes + 2 + ChecksumBytes;

    /// <summary>The whole stream.</summary>
    /// <exception cref="ArgumentException">A side is longer than a stream can say.</exception>
    internal byte[] Seal(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> payload)
    {
        if (Math.Max(Rows, Columns) > MaxSide)
            throw new ArgumentException($"the image has {Rows} x {Columns} pixels; a stream holds sides up to {MaxSide:N0}");
        var fields = new FieldWriter().Byte(StreamKind.Byte(StreamKind.Learned, Version)).Bytes(fingerprint[..IdBytes])
            .Varint(Rows - 1).Varint(Columns - 1).Bytes(payload);
        return fields.Bytes(Checksum(fingerprint, fields.ToArray())).ToArray();
    }

    /// <summary>Checks a stream and takes it apart.</summary>
    /// <exception cref="BitstreamException">It is damaged, foreign, made with another model, or over the limits.</exception>
    internal static LearnedHeader Open(ReadOnlySpan<byte> stream, ReadOnlySpan<byte> fingerprint, Limits limits, out ReadOnlySpan<byte> payload)
    {
        CheckKind(stream);
        var own = Convert.ToHexStringLower(fingerprint[..4]);
        if (!stream.Slice(1, IdBytes).SequenceEqual(fingerprint[..IdBytes]))
            throw new BitstreamException($"this stream was made with model {ModelId(stream)}..., the loaded one is {own}; load the model file that its encoder used");
        var found = Checksum(fingerprint, stream[..^ChecksumBytes]);
        if (!stream[^ChecksumBytes..].SequenceEqual(found))
            throw new BitstreamException($"the checksum in the last two bytes is {Convert.ToHexString(stream[^ChecksumBytes..])}, the stream has {Convert.ToHexString(found)}; "
                + $"it is damaged, cut short, or was made with another model than {own}");
        var header = Read(stream[..^ChecksumBytes], limits, out var start);
        payload = stream[start..^ChecksumBytes];
        return header;
    }

    /// <summary>What the header says; the checksum is not looked at, since that needs the model.</summary>
    internal static LearnedHeader Peek(ReadOnlySpan<byte> stream, Limits limits)
    {
        CheckKind(stream);
        return Read(stream, limits, out _);
    }

    /// <summary>The model that a stream with a good header asks for.</summary>
    internal static string ModelId(ReadOnlySpan<byte> stream) => Convert.ToHexStringLower(stream.Slice(1, IdBytes));

    private static void CheckKind(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < LeastBytes)
            throw new BitstreamException($"the stream has {stream.Length} bytes, at least {LeastBytes} are needed; it was cut short");
        if (stream[0] != StreamKind.Byte(StreamKind.Learned, Version))
            throw new BitstreamException($"byte 0 is {stream[0]:X2}, expected {StreamKind.Byte(StreamKind.Learned, Version):X2}; "
                + "this is no stream of a learned codec, or its version is newer than this program");
    }

    private static LearnedHeader Read(ReadOnlySpan<byte> stream, Limits limits, out int end)
    {
        var fields = new FieldReader("stream", stream);
        fields.Bytes(1 + IdBytes);
        var (rows, columns) = (fields.Varint() + 1L, fields.Varint() + 1L);
        fields.Require(rows <= MaxSide && columns <= MaxSide && rows * columns <= limits.MaxPixels,
            $"the header asks for {rows} x {columns} pixels, allowed 1 to {limits.MaxPixels:N0} with sides up to {MaxSide:N0}; raise Limits.MaxPixels only for files you made");
        end = fields.Position;
        return new LearnedHeader((int)rows, (int)columns);
    }

    private static byte[] Checksum(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> bytes)
    {
        var checksum = Checksum16.Of(fingerprint, bytes);
        return [(byte)(checksum >> 8), (byte)checksum];
    }
}
