using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>The vertices of a vertex stream: the covered grid, each cell cut into two triangles from its upper left corner.</summary>
/// <remarks>These are the triangles that a Delaunay triangulation of the same points gives, without the work.</remarks>
internal sealed class VertexGrid
{
    internal VertexGrid(int rows, int columns, int step)
    {
        (Rows, Columns, Step) = (rows, columns, step);
        (RowLines, ColumnLines) = (Lines(rows, step), Lines(columns, step));
    }

    internal int Rows { get; }

    internal int Columns { get; }

    internal int Step { get; }

    /// <summary>Pixel rows that carry vertices.</summary>
    internal int[] RowLines { get; }

    /// <summary>Pixel columns that carry vertices.</summary>
    internal int[] ColumnLines { get; }

    internal int Height => RowLines.Length;

    internal int Width => ColumnLines.Length;

    /// <summary>Number of lines along a side.</summary>
    internal static int LineCount(int side, int step) => (int)((side - 2 + (long)step) / step) + 1;

    /// <summary>Number of vertices, without making any.</summary>
    internal static long Count(int rows, int columns, int step) => (long)LineCount(rows, step) * LineCount(columns, step);

    /// <summary>First pixel, number of pixels and length of a cell; the last cell also owns the last pixel.</summary>
    internal static (int Start, int Count, int Length) Cell(int[] lines, int index)
    {
        if (lines.Length == 1)
            return (0, 1, 1);
        int length = lines[index + 1] - lines[index];
        return (lines[index], index == lines.Length - 2 ? length + 1 : length, length);
    }

    /// <summary>The mesh: what a Delaunay triangulation of the grid's points gives.</summary>
    internal Mesh ToMesh()
    {
        var points = GridSpray.Points(Rows, Columns, Step, covered: true);
        if (Height == 1 || Width == 1)
            return Delaunay.Triangulate(points, Rows, Columns);
        var triangles = new Triangle[2 * (Height - 1) * (Width - 1)];
        for (int i = 0, t = 0; i < Height - 1; i++)
            for (int a = i * Width, j = 0; j < Width - 1; j++, a++)
            {
                triangles[t++] = new Triangle(a, a + Width, a + Width + 1);
                triangles[t++] = new Triangle(a, a + Width + 1, a + 1);
            }
        return new Mesh(Rows, Columns, points, triangles);
    }

    private static int[] Lines(int side, int step)
    {
        var lines = new int[LineCount(side, step)];
        for (int i = 0; i < lines.Length; i++)
            lines[i] = (int)Math.Min((long)i * step, side - 1);
        return lines;
    }
}
