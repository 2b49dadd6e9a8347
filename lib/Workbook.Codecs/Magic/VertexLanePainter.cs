using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Magic;

/// <summary>Draws grids of small cells, eight bytes of a row at a time.</summary>
/// <remarks>
/// A lane is a byte of a pixel row: a column and a channel. With a cell of H x W, an offset (r, c) in it and each line of vertices
/// interpolated along itself, line = left * W + (right - left) * c, a pixel above the diagonal is
/// (2 H top + A + r * 2 W (lower right - upper right)) / 2A and one below it
/// (2 H bottom + A - (H - r) * 2 W (lower left - upper left)) / 2A, rounded down, with A = H * W: two sums that grow from row to row.
/// (test: Painting_is_linear_interpolation_rounded_to_the_nearest_level).
/// </remarks>
internal sealed class VertexLanePainter
{
    // n / d = (n * ceil(2^23 / d)) >> 23 is exact while n * d < 2^23, and n is below 256 d, d being 2A; n * factor stays below 2^32.
    private const int Shift = 23;
    private const int LargestArea = 90;
    private const int Lanes = 8;
    private readonly VertexGrid grid;
    private readonly byte[] pixels;
    private readonly int pitch;
    private readonly int[] widths;
    private readonly int[] offsets;
    private readonly int[] factors;
    private readonly int[][] lines;

    internal VertexLanePainter(VertexGrid grid, byte[] pixels)
    {
        (this.grid, this.pixels, pitch) = (grid, pixels, 3 * grid.Columns);
        (widths, offsets, factors) = (new int[pitch], new int[pitch], new int[pitch]);
        // Behind the last cell one more, so that a lane's right neighbour is 3 * Step lanes further; one for stores of four.
        int length = 3 * (grid.Width * grid.Step + 1) + 1;
        lines = [new int[length], new int[length]];
        for (int j = 0; j < grid.Width - 1; j++)
        {
            var (start, count, width) = VertexGrid.Cell(grid.ColumnLines, j);
            widths.AsSpan(3 * start, 3 * count).Fill(width);
        }
        // A last column a whole step behind the last cell counts as a cell's first: no vertex lies to its right.
        for (int lane = 0; lane < pitch; lane++)
            offsets[lane] = lane / 3 % grid.Step;
    }

    /// <summary>Whether all cells are small enough for 32-bit lanes and rows long enough for a vector.</summary>
    internal static bool Suits(VertexGrid grid) => grid.Step * grid.Step <= LargestArea && 3 * grid.Columns >= Lanes;

    internal void Paint(ReadOnlySpan<Rgb> colors)
    {
        Expand(colors[..grid.Width], lines[0]);
        int height = 0;
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
        {
            var rows = VertexGrid.Cell(grid.RowLines, i);
            if (rows.Length != height)
                SetFactors(height = rows.Length);
            Expand(colors.Slice((grid.Height > 1 ? i + 1 : 0) * grid.Width, grid.Width), lines[1]);
            int at = 0;
            for (; at <= pitch - Lanes; at += Lanes)
                PaintColumn(at, rows);
            // The last lanes once more, as far as they are already painted.
            if (at < pitch)
                PaintColumn(pitch - Lanes, rows);
            (lines[0], lines[1]) = (lines[1], lines[0]);
        }
    }

    private void SetFactors(int height)
    {
        for (int lane = 0, width = 0, factor = 0; lane < factors.Length; lane++)
        {
            if (widths[lane] != width)
                (width, factor) = (widths[lane], FactorOf(2 * height * widths[lane]));
            factors[lane] = factor;
        }
    }

    private static int FactorOf(int divisor) => ((1 << Shift) + divisor - 1) / divisor;

    // Each vertex in all lanes of the cell to its right.
    private void Expand(ReadOnlySpan<Rgb> vertices, Span<int> line)
    {
        int end = 3 * grid.Step;
        for (int j = 0, lane = 0; j < vertices.Length; j++, end += 3 * grid.Step)
        {
            var color = Vector128.Create(vertices[j].Red, vertices[j].Green, vertices[j].Blue, 0);
            for (; lane < end; lane += 3)
                color.CopyTo(line[lane..]);
        }
    }

    private void PaintColumn(int at, (int Start, int Count, int Length) rows)
    {
        var (width, offset, factor) = (Vector256.Create(widths, at), Vector256.Create(offsets, at), Vector256.Create(factors, at).AsUInt32());
        int beside = at + 3 * grid.Step, height = rows.Length;
        var (upperLeft, upperRight) = (Vector256.Create(lines[0], at), Vector256.Create(lines[0], beside));
        var (lowerLeft, lowerRight) = (Vector256.Create(lines[1], at), Vector256.Create(lines[1], beside));
        var (leftSlope, rightSlope) = (2 * width * (lowerLeft - upperLeft), 2 * width * (lowerRight - upperRight));
        var upper = height * (2 * (upperLeft * width + (upperRight - upperLeft) * offset) + width);
        var lower = height * (2 * (lowerLeft * width + (lowerRight - lowerLeft) * offset) + width - leftSlope);
        // Above the diagonal while r * W < c * H.
        var left = height * offset;
        var block = pixels.AsSpan(rows.Start * pitch + at);
        for (int r = 0; r < rows.Count; r++)
        {
            var sums = Vector256.ConditionalSelect(Vector256.GreaterThan(left, Vector256<int>.Zero), upper, lower).AsUInt32();
            var levels = Vector256.ShiftRightLogical(sums * factor, Shift);
            var narrow = Vector128.Narrow(levels.GetLower(), levels.GetUpper());
            Vector128.Narrow(narrow, narrow).GetLower().CopyTo(block[(r * pitch)..]);
            (upper, lower, left) = (upper + rightSlope, lower + leftSlope, left - width);
        }
    }
}
