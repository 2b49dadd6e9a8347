namespace Workbook.Codecs.Triangulation;

/// <summary>Makes an image of a stream, in whole numbers: exact everywhere.</summary>
internal static class TriangulationDecoder
{
    /// <exception cref="BitstreamException">The bytes are not a good stream.</exception>
    internal static RgbImage Decode(ReadOnlySpan<byte> stream, Limits limits)
    {
        var header = TriangulationHeader.Open(stream, limits, out var payload);
        return SketchCoder.Read(payload, header, limits).Paint();
    }
}
