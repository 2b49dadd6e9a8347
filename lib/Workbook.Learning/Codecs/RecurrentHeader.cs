using Workbook.Codecs;
using Workbook.Learning.Models;

namespace Workbook.Learning.Codecs;

/// <summary>The size of an image and the number of iterations in front of the bits (FORMAT.md).</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Iterations">How many the stream holds.</param>
internal readonly record struct RecurrentHeader(int Rows, int Columns, int Iterations)
{
    /// <summary>The whole stream.</summary>
    /// <exception cref="ArgumentException">A side is longer than a stream can say.</exception>
    internal byte[] Seal(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> payload)
    {
        if (Math.Max(Rows, Columns) > StreamEnvelope.MaxSide)
            throw new ArgumentException($"the image has {Rows} x {Columns} pixels; a stream holds sides up to {StreamEnvelope.MaxSide:N0}");
        return StreamEnvelope.Seal(StreamKind.Recurrent, fingerprint, new FieldWriter().Varint(Rows - 1).Varint(Columns - 1).Varint(Iterations - 1).Bytes(payload).ToArray());
    }

    /// <summary>Checks a stream and takes it apart.</summary>
    /// <exception cref="BitstreamException">It is damaged, foreign, made with another model, or over the limits.</exception>
    internal static RecurrentHeader Open(ReadOnlySpan<byte> stream, ReadOnlySpan<byte> fingerprint, Limits limits, out ReadOnlySpan<byte> payload)
    {
        var open = StreamEnvelope.Open(StreamKind.Recurrent, stream, fingerprint);
        var header = Read(open, limits, out var start);
        payload = open[start..];
        return header;
    }

    /// <summary>What the header says; the checksum is not looked at, since that needs the model.</summary>
    internal static RecurrentHeader Peek(ReadOnlySpan<byte> stream, Limits limits) => Read(StreamEnvelope.Peek(StreamKind.Recurrent, stream), limits, out _);

    private static RecurrentHeader Read(ReadOnlySpan<byte> open, Limits limits, out int end)
    {
        var fields = new FieldReader("stream", open);
        fields.Bytes(StreamEnvelope.Before);
        var (rows, columns, iterations) = (fields.Varint() + 1L, fields.Varint() + 1L, fields.Varint() + 1L);
        fields.Require(rows <= StreamEnvelope.MaxSide && columns <= StreamEnvelope.MaxSide && rows * columns <= limits.MaxPixels,
            $"the header asks for {rows} x {columns} pixels, allowed 1 to {limits.MaxPixels:N0} with sides up to {StreamEnvelope.MaxSide:N0}; raise Limits.MaxPixels only for files you made");
        fields.Require(iterations <= RecurrentSizes.MostIterations, $"the header asks for {iterations} iterations, allowed 1 to {RecurrentSizes.MostIterations}");
        end = fields.Position;
        return new RecurrentHeader((int)rows, (int)columns, (int)iterations);
    }
}
