using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Imaging.Standard;

/// <summary>What a decoder of one HEVC picture needs of a sequence parameter set beside size and colour: the part that BPG keeps.</summary>
/// <param name="LeastBlock">log2 of the smallest coding block, less 3.</param>
/// <param name="MoreBlock">How much larger the largest coding block is, log2.</param>
/// <param name="LeastTransform">log2 of the smallest transform, less 2.</param>
/// <param name="MoreTransform">How much larger the largest transform is, log2.</param>
/// <param name="Depth">Depth of the transform tree.</param>
/// <param name="Offset">Sample adaptive offset.</param>
/// <param name="Smooth">Strong intra smoothing.</param>
internal readonly record struct HevcTools(int LeastBlock, int MoreBlock, int LeastTransform, int MoreTransform, int Depth, bool Offset, bool Smooth)
{
    /// <summary>The fields as BPG's header has them, without pulse code and without extensions.</summary>
    internal byte[] ToBytes()
    {
        var writer = new BitWriter();
        WriteBlocks(writer, twice: false);
        writer.Write(Offset ? 1u : 0, 1);
        writer.Write(0, 1);
        writer.Write(Smooth ? 1u : 0, 1);
        writer.Write(0, 1);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote, and only that.</summary>
    /// <exception cref="BitstreamException">It is anything else.</exception>
    internal static HevcTools Of(ReadOnlySpan<byte> bytes)
    {
        var reader = new BitReader(bytes);
        var (least, more, leastTransform, moreTransform, depth) = (ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader), ExpGolomb.Read(ref reader));
        var (offset, pulse, smooth, extended) = (reader.Read(1), reader.Read(1), reader.Read(1), reader.Read(1));
        reader.ExpectEnd();
        return pulse + extended == 0 && least + more <= 3 && leastTransform + moreTransform <= 3 && leastTransform < least + 1 && depth <= 4
            ? new(least, more, leastTransform, moreTransform, depth, offset != 0, smooth != 0)
            : throw new BitstreamException("the picture's header has pulse code, extensions or blocks that are not read here; decode it with another program, or it is damaged");
    }

    /// <summary>The sizes of blocks, and the depth of the transform tree once or, as a sequence parameter set has it, for inter and intra blocks.</summary>
    internal void WriteBlocks(BitWriter writer, bool twice)
    {
        foreach (var value in (ReadOnlySpan<int>)[LeastBlock, MoreBlock, LeastTransform, MoreTransform, Depth])
            ExpGolomb.Write(writer, value);
        if (twice)
            ExpGolomb.Write(writer, Depth);
    }
}
