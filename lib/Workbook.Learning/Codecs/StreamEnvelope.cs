using Workbook.Codecs;

namespace Workbook.Learning.Codecs;

/// <summary>What surrounds every stream of a learned codec: kind and model id before its body, a checksum behind it (FORMAT.md).</summary>
internal static class StreamEnvelope
{
    private const int Version = 0, IdBytes = 2, ChecksumBytes = 2, LeastBody = 2;

    /// <summary>The longest side that a body tells.</summary>
    internal const int MaxSide = 65536;

    /// <summary>Bytes before the body.</summary>
    internal const int Before = 1 + IdBytes;

    /// <summary>The whole stream.</summary>
    /// <param name="kind">Of <see cref="StreamKind"/>.</param>
    /// <param name="fingerprint">The model's, 32 bytes.</param>
    /// <param name="body">Size and payload.</param>
    internal static byte[] Seal(int kind, ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> body)
    {
        var fields = new FieldWriter().Byte(StreamKind.Byte(kind, Version)).Bytes(fingerprint[..IdBytes]).Bytes(body);
        return fields.Bytes(Checksum(fingerprint, fields.ToArray())).ToArray();
    }

    /// <summary>Checks a stream.</summary>
    /// <returns>All but the checksum, the body from <see cref="Before"/> on.</returns>
    /// <exception cref="BitstreamException">It is damaged, foreign, or made with another model.</exception>
    internal static ReadOnlySpan<byte> Open(int kind, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> fingerprint)
    {
        var open = Peek(kind, stream);
        var own = Convert.ToHexStringLower(fingerprint[..4]);
        if (!stream.Slice(1, IdBytes).SequenceEqual(fingerprint[..IdBytes]))
            throw new BitstreamException($"this stream was made with model {ModelId(stream)}..., the loaded one is {own}; load the model file that its encoder used");
        var found = Checksum(fingerprint, open);
        return stream[^ChecksumBytes..].SequenceEqual(found) ? open
            : throw new BitstreamException($"the checksum in the last two bytes is {Convert.ToHexString(stream[^ChecksumBytes..])}, the stream has {Convert.ToHexString(found)}; "
                + $"it is damaged, cut short, or was made with another model than {own}");
    }

    /// <summary>The same without the model, so without a look at the checksum.</summary>
    internal static ReadOnlySpan<byte> Peek(int kind, ReadOnlySpan<byte> stream)
    {
        if (stream.Length < Before + LeastBody + ChecksumBytes)
            throw new BitstreamException($"the stream has {stream.Length} bytes, at least {Before + LeastBody + ChecksumBytes} are needed; it was cut short");
        if (stream[0] != StreamKind.Byte(kind, Version))
            throw new BitstreamException($"byte 0 is {stream[0]:X2}, expected {StreamKind.Byte(kind, Version):X2}; "
                + "this is no stream of a learned codec, or its version is newer than this program");
        return stream[..^ChecksumBytes];
    }

    /// <summary>The first digits of the model that a stream asks for.</summary>
    internal static string ModelId(ReadOnlySpan<byte> stream) => Convert.ToHexStringLower(stream.Slice(1, IdBytes));

    private static byte[] Checksum(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> bytes)
    {
        var checksum = Checksum16.Of(fingerprint, bytes);
        return [(byte)(checksum >> 8), (byte)checksum];
    }
}
