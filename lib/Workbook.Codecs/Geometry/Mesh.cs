namespace Workbook.Codecs.Geometry;

/// <summary>The Delaunay triangulation of points on the pixel grid of an image, in its one canonical form.</summary>
/// <remarks>Exact everywhere: two meshes of the same points and size are equal element by element. See <see cref="Delaunay"/>.</remarks>
public sealed class Mesh
{
    internal Mesh(int rows, int columns, GridPoint[] points, Triangle[] triangles) =>
        (Rows, Columns, Points, Triangles) = (rows, columns, points, triangles);

    /// <summary>Height of the image in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width of the image in pixels.</summary>
    public int Columns { get; }

    /// <summary>The corners: distinct, by row, then by column.</summary>
    public GridPoint[] Points { get; }

    /// <summary>The triangles, by (A, B, C). A colour for triangle i of a stream belongs to the i-th of these.</summary>
    public Triangle[] Triangles { get; }
}
