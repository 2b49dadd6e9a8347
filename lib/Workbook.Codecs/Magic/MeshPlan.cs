using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>All that the mesh follows from: a decoder that knows this and the dictionary builds the encoder's mesh.</summary>
/// <param name="Rows">Height of the image in pixels.</param>
/// <param name="Columns">Width of the image in pixels.</param>
/// <param name="GridStep">Pixels between two rows or columns of the grid.</param>
/// <param name="CoveredGrid">Whether the grid takes the last row and column.</param>
/// <param name="Labels">Dictionary entry of each block, row by row.</param>
internal sealed record MeshPlan(int Rows, int Columns, int GridStep, bool CoveredGrid, int[] Labels)
{
    /// <summary>Points that the mesh has at least, without making any: the grid, or the entries of the whole blocks.</summary>
    private long LeastPoints(int blockSize)
    {
        var grid = (long)((Rows - 1) / GridStep + 1) * ((Columns - 1) / GridStep + 1);
        var (blocks, sprayed) = (new BlockGrid(Rows, Columns, blockSize), 0L);
        for (var r = 0; r < Rows / blockSize; r++)
            for (var c = 0; c < Columns / blockSize; c++)
                sprayed += Labels[r * blocks.BlockColumns + c];
        return Math.Max(grid, sprayed);
    }

    /// <summary>Triangles that the mesh has at least: n points have n - 2 or more.</summary>
    internal long LeastTriangles(int blockSize) => LeastPoints(blockSize) - 2;

    /// <summary>Points that the plan makes, double ones and those outside the image counted.</summary>
    private long MostPoints => (long)((Rows - 1) / GridStep + 2) * ((Columns - 1) / GridStep + 2) + Labels.Sum(label => (long)label);

    /// <summary>The points of Algorithms 4 and 5: dictionary entries and grid. May hold a point twice.</summary>
    internal List<GridPoint> Points(PatternDictionary patterns)
    {
        var grid = GridSpray.Points(Rows, Columns, GridStep, CoveredGrid);
        var points = new List<GridPoint>(grid.Length + Labels.Sum());
        points.AddRange(grid);
        patterns.Spray(Labels, Rows, Columns, points);
        return points;
    }

    /// <summary>The mesh of a plan that came from a stream.</summary>
    /// <exception cref="BitstreamException">The plan asks for more points than the limits allow.</exception>
    internal Mesh Build(PatternDictionary patterns, Limits limits) => MostPoints <= limits.MaxPoints
        ? Build(patterns)
        : throw new BitstreamException($"the stream asks for up to {MostPoints:N0} points, allowed are {limits.MaxPoints:N0}; "
            + "raise Limits.MaxPoints only for files you made");

    /// <summary>The mesh, the same on every machine.</summary>
    internal Mesh Build(PatternDictionary patterns) =>
        Delaunay.Triangulate(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Points(patterns)), Rows, Columns);
}
