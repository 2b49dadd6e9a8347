using Workbook.Codecs;

namespace Workbook.Learning.Codecs;

/// <summary>The size of an image or a volume in front of its code (FORMAT.md).</summary>
/// <param name="Depth">Slices; 1 for an image.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
internal readonly record struct JointHeader(int Depth, int Rows, int Columns)
{
    /// <summary>The whole stream.</summary>
    /// <exception cref="ArgumentException">A side is longer than a stream can say.</exception>
    internal byte[] Seal(ReadOnlySpan<byte> fingerprint, bool isVolume, ReadOnlySpan<byte> payload)
    {
        if (Math.Max(Depth, Math.Max(Rows, Columns)) > StreamEnvelope.MaxSide)
            throw new ArgumentException($"the image has {this}; a stream holds sides up to {StreamEnvelope.MaxSide:N0}");
        var fields = new FieldWriter();
        if (isVolume)
            fields.Varint(Depth - 1);
        return StreamEnvelope.Seal(StreamKind.Joint, fingerprint, fields.Varint(Rows - 1).Varint(Columns - 1).Bytes(payload).ToArray());
    }

    /// <summary>Checks a stream and takes it apart.</summary>
    /// <exception cref="BitstreamException">It is damaged, foreign, made with another model, or over the limits.</exception>
    internal static JointHeader Open(ReadOnlySpan<byte> stream, ReadOnlySpan<byte> fingerprint, bool isVolume, Limits limits, out ReadOnlySpan<byte> payload)
    {
        var open = StreamEnvelope.Open(StreamKind.Joint, stream, fingerprint);
        var fields = new FieldReader("stream", open);
        fields.Bytes(StreamEnvelope.Before);
        var (depth, rows, columns) = (isVolume ? fields.Varint() + 1L : 1, fields.Varint() + 1L, fields.Varint() + 1L);
        fields.Require(Math.Max(depth, Math.Max(rows, columns)) <= StreamEnvelope.MaxSide && (Int128)depth * rows * columns <= limits.MaxPixels,
            $"the header asks for {depth} x {rows} x {columns} pixels, allowed 1 to {limits.MaxPixels:N0} with sides up to {StreamEnvelope.MaxSide:N0}; raise Limits.MaxPixels only for files you made");
        payload = open[fields.Position..];
        return new JointHeader((int)depth, (int)rows, (int)columns);
    }

    /// <inheritdoc/>
    public override string ToString() => Depth == 1 ? $"{Rows} x {Columns} pixels" : $"{Depth} x {Rows} x {Columns} voxels";
}
