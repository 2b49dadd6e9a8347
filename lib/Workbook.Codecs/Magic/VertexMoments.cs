namespace Workbook.Codecs.Magic;

/// <summary>How strongly vertices overlap: H = A'A, A being the linear interpolation from vertices to pixels.</summary>
/// <remarks>A vertex overlaps itself and, along edges, its right, lower and lower right neighbours; the rest follows by symmetry. Fields
/// have a border of one, so that neighbours need no test. Used by encoders only.</remarks>
internal sealed class VertexMoments
{
    /// <summary>Moments of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="inside">Pixels of weight 1, row by row; <c>null</c> for all.</param>
    /// <param name="outside">Weight of the others.</param>
    internal VertexMoments(VertexGrid grid, bool[]? inside = null, float outside = 1)
    {
        Pitch = grid.Width + 2;
        int length = Pitch * (grid.Height + 2);
        (Own, Right, Down, Diagonal) = (new float[length], new float[length], new float[length], new float[length]);
        Area = new float[length];
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
            for (int j = 0; j < Math.Max(grid.Width - 1, 1); j++)
                AddCell(VertexGrid.Cell(grid.RowLines, i), VertexGrid.Cell(grid.ColumnLines, j), At(i, j),
                    (row, column) => inside is null || inside[row * grid.Columns + column] ? 1 : outside);
    }

    internal int Pitch { get; }

    internal float[] Own { get; }

    internal float[] Right { get; }

    internal float[] Down { get; }

    internal float[] Diagonal { get; }

    /// <summary>Sum of each vertex's weights over all pixels.</summary>
    internal float[] Area { get; }

    internal int At(int row, int column) => (row + 1) * Pitch + column + 1;

    private void AddCell((int Start, int Count, int Length) rows, (int Start, int Count, int Length) columns, int at,
        Func<int, int, float> weight)
    {
        for (int r = 0; r < rows.Count; r++)
            for (int c = 0; c < columns.Count; c++)
                AddPixel(r / (float)rows.Length, c / (float)columns.Length, at, weight(rows.Start + r, columns.Start + c));
    }

    private void AddPixel(float u, float v, int at, float weight)
    {
        // Corners of the pixel's triangle: upper left, lower right, and the one on its side of the diagonal.
        int third = u > v ? at + Pitch : at + 1, opposite = at + Pitch + 1;
        float first = 1 - Math.Max(u, v), last = Math.Min(u, v), side = Math.Abs(u - v);
        Own[at] += weight * (first * first);
        Own[opposite] += weight * (last * last);
        Own[third] += weight * (side * side);
        Diagonal[at] += weight * (first * last);
        (u > v ? Down : Right)[at] += weight * (first * side);
        (u > v ? Right : Down)[third] += weight * (side * last);
        Area[at] += weight * first;
        Area[opposite] += weight * last;
        Area[third] += weight * side;
    }
}
