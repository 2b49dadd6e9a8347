using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>What a stream holds: which places of the grid carry a vertex, and each vertex's colour of the table.</summary>
/// <param name="Grid">The places: where lines of the grid cross, row by row.</param>
/// <param name="Table">The colours.</param>
/// <param name="Colors">Index into the table for each place; <see cref="Empty"/> where there is no vertex. The corners always have one.</param>
internal sealed record Sketch(VertexGrid Grid, Rgb[] Table, int[] Colors)
{
    internal const int Empty = -1;

    internal int Vertices => Colors.Count(color => color != Empty);

    internal static bool IsCorner(VertexGrid grid, int place) =>
        (place / grid.Width == 0 || place / grid.Width == grid.Height - 1) && (place % grid.Width == 0 || place % grid.Width == grid.Width - 1);

    /// <summary>The image, exact everywhere.</summary>
    internal RgbImage Paint()
    {
        var (points, colors) = (new List<GridPoint>(), new List<Rgb>());
        for (var place = 0; place < Colors.Length; place++)
            if (Colors[place] != Empty)
            {
                points.Add(new(Grid.RowLines[place / Grid.Width], Grid.ColumnLines[place % Grid.Width]));
                colors.Add(Table[Colors[place]]);
            }
        var image = new RgbImage(Grid.Rows, Grid.Columns);
        TriangleRaster.Interpolate(Delaunay.Triangulate(points, Grid.Rows, Grid.Columns), [.. colors], image); // points of a mesh keep this order
        return image;
    }
}
