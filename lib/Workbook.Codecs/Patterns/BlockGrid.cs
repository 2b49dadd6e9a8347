using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Patterns;

/// <summary>How an image is cut into square blocks, row by row; blocks at the right and lower edge may be partial.</summary>
/// <remarks>Source: Chakraborty et al. (MAGIC), Algorithms 1, 4 and 5. They place block k by k mod b; the divisor meant is the number of
/// blocks in a row. Partial blocks count.</remarks>
/// <param name="Rows">Height of the image in pixels.</param>
/// <param name="Columns">Width of the image in pixels.</param>
/// <param name="BlockSize">Side of a block in pixels.</param>
public readonly record struct BlockGrid(int Rows, int Columns, int BlockSize)
{
    /// <summary>Blocks from top to bottom.</summary>
    public int BlockRows => (Rows - 1) / BlockSize + 1;

    /// <summary>Blocks from left to right.</summary>
    public int BlockColumns => (Columns - 1) / BlockSize + 1;

    /// <summary>Blocks in the image.</summary>
    public int Count => BlockRows * BlockColumns;

    /// <summary>The block that owns a pixel.</summary>
    /// <param name="row">Row of the pixel.</param>
    /// <param name="column">Column of the pixel.</param>
    /// <returns>0-based index of the block.</returns>
    public int BlockAt(int row, int column) => row / BlockSize * BlockColumns + column / BlockSize;

    /// <summary>Counts the points that lie in each block.</summary>
    /// <param name="points">Points of the image.</param>
    /// <returns>One number a block, row by row of blocks.</returns>
    public int[] Tally(IEnumerable<GridPoint> points)
    {
        var counts = new int[Count];
        foreach (var (row, column) in points)
            counts[BlockAt(row, column)]++;
        return counts;
    }
}
