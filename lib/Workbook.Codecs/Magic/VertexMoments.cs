namespace Workbook.Codecs.Magic;

/// <summary>How strongly vertices overlap: H = A'A, A being the linear interpolation from vertices to pixels.</summary>
/// <remarks>A vertex overlaps itself and, along edges, its right, lower and lower right neighbours; the rest follows by symmetry. Fields
/// have a border of one, so that neighbours need no test. Used by encoders only.</remarks>
internal sealed class VertexMoments
{
    internal VertexMoments(VertexGrid grid)
    {
        Pitch = grid.Width + 2;
        int length = Pitch * (grid.Height + 2);
        (Own, Right, Down, Diagonal) = (new float[length], new float[length], new float[length], new float[length]);
        Area = new float[length];
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
            for (int j = 0; j < Math.Max(grid.Width - 1, 1); j++)
                AddCell(VertexGrid.Cell(grid.RowLines, i), VertexGrid.Cell(grid.ColumnLines, j), At(i, j));
    }

    internal int Pitch { get; }

    internal float[] Own { get; }

    internal float[] Right { get; }

    internal float[] Down { get; }

    internal float[] Diagonal { get; }

    /// <summary>Sum of each vertex's weights over all pixels.</summary>
    internal float[] Area { get; }

    internal int At(int row, int column) => (row + 1) * Pitch + column + 1;

    private void AddCell((int Start, int Count, int Length) rows, (int Start, int Count, int Length) columns, int at)
    {
        for (int r = 0; r < rows.Count; r++)
            for (int c = 0; c < columns.Count; c++)
                AddPixel(r / (float)rows.Length, c / (float)columns.Length, at);
    }

    private void AddPixel(float u, float v, int at)
    {
        // Corners of the pixel's triangle: upper left, lower right, and the one on its side of the diagonal.
        int third = u > v ? at + Pitch : at + 1, opposite = at + Pitch + 1;
        float first = 1 - Math.Max(u, v), last = Math.Min(u, v), side = Math.Abs(u - v);
        Own[at] += first * first;
        Own[opposite] += last * last;
        Own[third] += side * side;
        Diagonal[at] += first * last;
        (u > v ? Down : Right)[at] += first * side;
        (u > v ? Right : Down)[third] += side * last;
        Area[at] += first;
        Area[opposite] += last;
        Area[third] += side;
    }
}
