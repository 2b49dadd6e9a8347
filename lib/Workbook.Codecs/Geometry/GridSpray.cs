namespace Workbook.Codecs.Geometry;

/// <summary>The regular grid of points that every mesh starts from.</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", Algorithm 3. The algorithm leaves out the last row and column unless the step happens to meet them, so
/// pixels beyond the last grid line lie in no triangle. The covered grid adds both lines
/// (test: Every_pixel_of_a_covered_grid_has_exactly_one_owner).</remarks>
public static class GridSpray
{
    /// <summary>The paper's distance between grid lines: (rows + columns) / 20, rounded up.</summary>
    /// <param name="rows">Height in pixels, at least 1.</param>
    /// <param name="columns">Width in pixels, at least 1.</param>
    /// <returns>The distance in pixels, at least 1.</returns>
    public static int PaperStep(int rows, int columns) => (rows + columns + 19) / 20;

    /// <summary>The points of the grid.</summary>
    /// <param name="rows">Height in pixels, 1 to 65,536.</param>
    /// <param name="columns">Width in pixels, 1 to 65,536.</param>
    /// <param name="step">Distance between grid lines in pixels, at least 1.</param>
    /// <param name="covered">Whether the last row and column carry grid lines too.</param>
    /// <returns>The points by row, then by column.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side or the step is out of range.</exception>
    public static GridPoint[] Points(int rows, int columns, int step, bool covered)
    {
        GridPoint.CheckSide(rows, nameof(rows));
        GridPoint.CheckSide(columns, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        int across = Lines(columns, step, covered);
        var points = new GridPoint[Lines(rows, step, covered) * across];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(Line(i / across, rows, step), Line(i % across, columns, step));
        return points;
    }

    private static int Lines(int side, int step, bool covered) =>
        covered ? (int)((side + (long)step - 2) / step) + 1 : (side - 1) / step + 1;

    // Only the added line of a covered grid can lie beyond the last pixel; it is moved onto it.
    private static int Line(int index, int side, int step) => (int)Math.Min((long)index * step, side - 1);
}
