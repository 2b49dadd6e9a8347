using System.Buffers.Binary;

namespace Workbook.Codecs;

/// <summary>What surrounds every stream of a volume: coder, shape and spacing before the body, a checksum behind it.</summary>
/// <remarks>
/// Byte 0 is 11111ccc with the coder c. Then varints: depth - 1, rows - 1, columns - 1, and the spacing in micrometres from slice to slice, row to row and column to column,
/// each 0 where it is that of the field before (the first: 1000). At the end the CRC of <see cref="Checksum16"/> without a fingerprint, high byte first.
/// Together 9 to 12 bytes for most scans.
/// </remarks>
/// <param name="Shape">Sizes in voxels.</param>
/// <param name="Spacing">Rounded to micrometres.</param>
internal readonly record struct VolumeHeader(VolumeShape Shape, VoxelSpacing Spacing)
{
    internal const int Frequency = 0, H264 = 1, Hevc = 2, Jpeg2000 = 3;
    private const int ChecksumBytes = 2, UsualSpacing = 1000;

    /// <summary>The whole stream.</summary>
    /// <exception cref="ArgumentException">The spacing is too large to be told.</exception>
    internal static byte[] Seal(int coder, Volume volume, ReadOnlySpan<byte> body)
    {
        var fields = new FieldWriter().Byte(StreamKind.Byte(StreamKind.Volume, coder));
        fields.Varint(volume.Shape.Depth - 1).Varint(volume.Shape.Rows - 1).Varint(volume.Shape.Columns - 1);
        var before = UsualSpacing;
        foreach (var side in (ReadOnlySpan<float>)[volume.Spacing.Depth, volume.Spacing.Rows, volume.Spacing.Columns])
        {
            var own = Micrometres(side);
            fields.Varint(own == before ? 0 : own);
            before = own;
        }
        var stream = new byte[fields.Length + body.Length + ChecksumBytes];
        fields.ToArray().CopyTo(stream, 0);
        body.CopyTo(stream.AsSpan(fields.Length));
        BinaryPrimitives.WriteUInt16BigEndian(stream.AsSpan(stream.Length - ChecksumBytes), Checksum16.Of([], stream.AsSpan(0, stream.Length - ChecksumBytes)));
        return stream;
    }

    /// <summary>Checks a stream and takes it apart.</summary>
    /// <exception cref="BitstreamException">It is damaged, foreign, or over the limits.</exception>
    internal static VolumeHeader Open(int coder, string name, ReadOnlySpan<byte> stream, Limits limits, out ReadOnlySpan<byte> body)
    {
        Check(coder, name, stream, limits);
        var fields = new FieldReader(name, stream[..^ChecksumBytes]);
        fields.Byte();
        var (depth, rows, columns) = (fields.Varint() + 1L, fields.Varint() + 1L, fields.Varint() + 1L);
        fields.Require((Int128)depth * rows * columns <= Math.Min(limits.MaxPixels, 1 << 29),
            $"the header asks for {depth} x {rows} x {columns} voxels, allowed {limits.MaxPixels:N0}; raise Limits.MaxPixels only for files you made");
        var slices = Distance(ref fields, UsualSpacing);
        var down = Distance(ref fields, slices);
        var along = Distance(ref fields, down);
        body = fields.Bytes(fields.Remaining);
        return new(new((int)depth, (int)rows, (int)columns), new(slices / 1000f, down / 1000f, along / 1000f));
    }

    private static void Check(int coder, string name, ReadOnlySpan<byte> stream, Limits limits)
    {
        if (stream.Length > limits.MaxFileBytes)
            throw new BitstreamException($"the stream has {stream.Length:N0} bytes, allowed {limits.MaxFileBytes:N0}; raise Limits.MaxFileBytes only for streams you trust");
        if (stream.Length <= ChecksumBytes || stream[0] != StreamKind.Byte(StreamKind.Volume, coder))
            throw new BitstreamException($"the {stream.Length:N0} bytes do not begin with {StreamKind.Byte(StreamKind.Volume, coder):X2} as a stream of {name} does; decode them with the codec that wrote them");
        var (written, found) = (BinaryPrimitives.ReadUInt16BigEndian(stream[^ChecksumBytes..]), Checksum16.Of([], stream[..^ChecksumBytes]));
        if (written != found)
            throw new BitstreamException($"the checksum in the last two bytes is {written:X4}, the stream has {found:X4}; it is damaged or cut short");
    }

    private static int Micrometres(float side) => side * 1000.0 is < int.MaxValue and var exact ? Math.Max(1, (int)Math.Round(exact))
        : throw new ArgumentException($"a voxel spacing is {side} mm; streams of volumes hold up to {int.MaxValue / 1_000_000} m");

    private static int Distance(ref FieldReader fields, int before)
    {
        var own = fields.Varint();
        fields.Require(own != before, $"a spacing of {own} micrometres stands behind the same one, where 0 is expected");
        return own == 0 ? before : own;
    }
}
