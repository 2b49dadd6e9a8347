using System.Buffers.Binary;

namespace Workbook.Codecs.Triangulation;

/// <summary>The frame of a stream: kind and size before the payload, a checksum behind it.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
internal readonly record struct TriangulationHeader(int Rows, int Columns)
{
    internal const int MostSide = 65536;

    private const int ChecksumBytes = 2, Version = 0;

    internal static byte First => StreamKind.Byte(StreamKind.Triangulation, Version);

    internal byte[] Seal(ReadOnlySpan<byte> payload)
    {
        var body = new FieldWriter().Byte(First).Varint(Rows - 1).Varint(Columns == Rows ? 0 : Columns).Bytes(payload).ToArray();
        var checksum = Checksum16.Of([], body);
        return [.. body, (byte)(checksum >> 8), (byte)checksum];
    }

    /// <summary>Checks a stream and takes it apart.</summary>
    /// <exception cref="BitstreamException">It is damaged, foreign, or over the limits.</exception>
    internal static TriangulationHeader Open(ReadOnlySpan<byte> stream, Limits limits, out ReadOnlySpan<byte> payload)
    {
        if (stream.Length > limits.MaxFileBytes)
            throw new BitstreamException($"the stream has {stream.Length:N0} bytes, allowed {limits.MaxFileBytes:N0}; raise Limits.MaxFileBytes only for streams you trust");
        if (stream.Length <= ChecksumBytes || stream[0] != First)
            throw new BitstreamException($"the {stream.Length:N0} bytes do not begin with {First:X2} as a triangulation does; this is another kind of stream, or its version is newer than this program");
        var (written, found) = (BinaryPrimitives.ReadUInt16BigEndian(stream[^ChecksumBytes..]), Checksum16.Of([], stream[..^ChecksumBytes]));
        if (written != found)
            throw new BitstreamException($"the checksum in the last two bytes is {written:X4}, the stream has {found:X4}; it is damaged or cut short");
        var fields = new FieldReader("triangulation", stream[..^ChecksumBytes]);
        fields.Byte();
        var (rows, width) = (fields.Varint() + 1L, fields.Varint());
        fields.Require(rows <= MostSide && width <= MostSide && width != rows, $"sides of {rows} and {width} pixels; allowed are 1 to {MostSide:N0}, and 0 for a second side like the first");
        var columns = width == 0 ? (int)rows : width;
        fields.Require(rows * columns <= Math.Min(limits.MaxPixels, 1 << 29),
            $"the header asks for {rows} x {columns} pixels, allowed {limits.MaxPixels:N0}; raise Limits.MaxPixels only for files you made");
        payload = fields.Bytes(fields.Remaining);
        return new((int)rows, columns);
    }
}
