using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>Where the bits of a stream go. The parts add up to the whole stream.</summary>
/// <param name="Header">Bits of the header, the knowledge's id included.</param>
/// <param name="Labels">Bits of the blocks' labels.</param>
/// <param name="Colors">Bits of the colours, with the bits that fill up the last byte.</param>
/// <param name="Checksum">Bits of the checksum.</param>
public readonly record struct BitBudget(double Header, double Labels, double Colors, double Checksum)
{
    /// <summary>All bits of the stream.</summary>
    public double Total => Header + Labels + Colors + Checksum;
}

/// <summary>A stream and what it consists of.</summary>
/// <param name="Stream">The whole stream.</param>
/// <param name="Mesh">The mesh that a decoder will build.</param>
/// <param name="Labels">Dictionary entry of each block, row by row of blocks; also the number of points of its entry.</param>
/// <param name="Bits">Where the stream's bits go.</param>
/// <param name="PointDivisor">The d that was used: the one asked for, or the one that the search for a target found.</param>
/// <param name="GridStep">The grid step that was used, in pixels.</param>
public sealed record MagicEncoding(byte[] Stream, Mesh Mesh, IReadOnlyList<int> Labels, BitBudget Bits, double PointDivisor, int GridStep);
