using System.Buffers;

namespace Workbook.Codecs.Geometry;

/// <summary>The Delaunay triangulation of points on the pixel grid, the same on every machine.</summary>
/// <remarks>
/// A decoder triangulates again what the encoder triangulated, so one triangle more or less would ruin the picture. Coordinates
/// are integers, every decision is exact (64 bits up to an extent of 16,384, 128 bits beyond), and there is one answer for every
/// set of points: duplicates are dropped, and points on one circle are fanned from the smallest of them (by row, then column).
/// Divide and conquer after Guibas and Stolfi, "Primitives for the manipulation of general subdivisions and the computation of
/// Voronoi diagrams", 1985: n log n steps in the worst case.
/// Exact everywhere. Safe to call from many threads.
/// </remarks>
public static class Delaunay
{
    /// <summary>Triangulates points in any order.</summary>
    /// <param name="points">The points; duplicates are dropped.</param>
    /// <param name="rows">Height of the image in pixels, 1 to 65,536.</param>
    /// <param name="columns">Width of the image in pixels, 1 to 65,536.</param>
    /// <returns>The canonical mesh. Where all points lie on one line it has the segments between neighbours as triangles
    /// (A, B, B), for a single point (A, A, A), without points nothing.</returns>
    /// <exception cref="ArgumentException">A side is out of range or a point lies outside the image.</exception>
    public static Mesh Triangulate(ReadOnlySpan<GridPoint> points, int rows, int columns)
    {
        GridPoint.CheckSide(rows, nameof(rows));
        GridPoint.CheckSide(columns, nameof(columns));
        uint[] keys = ArrayPool<uint>.Shared.Rent(Math.Max(points.Length, 1));
        try
        {
            int count = DistinctKeys(points, keys, rows, columns);
            return new Mesh(rows, columns, Points(keys.AsSpan(0, count)), Triangles(keys, count));
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(keys);
        }
    }

    /// <inheritdoc cref="Triangulate(ReadOnlySpan{GridPoint}, int, int)"/>
    public static Mesh Triangulate(IEnumerable<GridPoint> points, int rows, int columns) =>
        Triangulate(points.ToArray().AsSpan(), rows, columns);

    private static int DistinctKeys(ReadOnlySpan<GridPoint> points, uint[] keys, int rows, int columns)
    {
        for (int i = 0; i < points.Length; i++)
        {
            var point = points[i];
            if ((uint)point.Row >= (uint)rows || (uint)point.Column >= (uint)columns)
                throw new ArgumentException($"point {i} is ({point.Row}, {point.Column}), outside an image of {rows} x {columns} pixels", nameof(points));
            keys[i] = point.Key;
        }
        keys.AsSpan(0, points.Length).Sort();
        int count = 0;
        for (int i = 0; i < points.Length; i++)
            if (count == 0 || keys[i] != keys[count - 1])
                keys[count++] = keys[i];
        return count;
    }

    private static GridPoint[] Points(ReadOnlySpan<uint> keys)
    {
        var points = new GridPoint[keys.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(keys[i]);
        return points;
    }

    private static Triangle[] Triangles(uint[] keys, int count)
    {
        if (count < 2)
            return QuadEdges.Segments(count);
        var edges = QuadEdges.Rent();
        edges.Build(keys, count);
        var triangles = edges.Collect();
        QuadEdges.Return(edges);
        return triangles;
    }
}
