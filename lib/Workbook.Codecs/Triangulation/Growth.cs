using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>Adds vertices where they lower the error most.</summary>
internal static class Growth
{
    /// <summary>Places tried in each triangle.</summary>
    private const int MostTried = 8;

    /// <summary>The best new vertices, one a triangle at most.</summary>
    /// <param name="grid">The places.</param>
    /// <param name="fit">The mesh so far.</param>
    /// <param name="tones">Colours at its vertices.</param>
    /// <param name="known">Forms of triangles.</param>
    /// <param name="count">How many at most.</param>
    internal static IEnumerable<(int Place, Tone Tone)> Best(VertexGrid grid, MeshFit fit, Tone[] tones, TriangleFits known, int count) =>
        Enumerable.Range(0, fit.Mesh.Triangles.Length).Select(triangle => BestIn(grid, fit, tones, known, triangle))
            .Where(found => found.Gain > 0).OrderByDescending(found => found.Gain).Take(count).Select(found => (found.Place, found.Tone));

    private static (double Gain, int Place, Tone Tone) BestIn(VertexGrid grid, MeshFit fit, Tone[] tones, TriangleFits known, int triangle)
    {
        var (mesh, corners, best) = (fit.Mesh, fit.Mesh.Triangles[triangle], (Gain: 0.0, Place: 0, Tone: default(Tone)));
        var (a, b, c) = (mesh.Points[corners.A], mesh.Points[corners.B], mesh.Points[corners.C]);
        var (x, y, z) = (tones[fit.Places[corners.A]], tones[fit.Places[corners.B]], tones[fit.Places[corners.C]]);
        var inside = Inside(grid, a, b, c);
        var error = inside.Count > 0 ? fit.Error(triangle, tones) : 0;
        for (var i = 0; i < inside.Count; i += Math.Max(1, inside.Count / MostTried))
        {
            var (left, tone) = Split(mesh, known, [a, b, c], [x, y, z], Point(grid, inside[i]));
            if (error - left > best.Gain)
                best = (error - left, inside[i], tone);
        }
        return best;
    }

    /// <summary>The error of the triangles around a point of the best colour.</summary>
    private static (double Error, Tone Tone) Split(Mesh mesh, TriangleFits known, GridPoint[] corners, Tone[] tones, GridPoint point)
    {
        var (weight, wish) = (0.0, default(Tone));
        var parts = Parts(corners, tones, point).Select(part => (Fit: known.Of(mesh, part.Corners[0], part.Corners[1], part.Corners[2]), part.Tones, part.Point)).ToArray();
        foreach (var (fit, own, corner) in parts)
        {
            var asked = fit.Ask(corner, own[0], own[1], own[2]);
            (weight, wish) = (weight + asked.Weight, wish + asked.Wish);
        }
        var tone = (1 / Math.Max(weight, 1e-9) * wish).Clamped();
        foreach (var part in parts)
            part.Tones[part.Point] = tone;
        return (parts.Sum(part => part.Fit.Error(part.Tones[0], part.Tones[1], part.Tones[2])), tone);
    }

    /// <summary>The parts that are not flat, in canonical order, with a corner to be coloured; a segment of an image of one row or column has two.</summary>
    private static IEnumerable<(GridPoint[] Corners, Tone[] Tones, int Point)> Parts(GridPoint[] corners, Tone[] tones, GridPoint point)
    {
        if (corners[1] == corners[2])
            return [([corners[0], point, point], [tones[0], default, default], 1), ([point, corners[1], corners[1]], [default, tones[1], tones[1]], 0)];
        return Enumerable.Range(0, 3).Where(i => Turn(corners[i], corners[(i + 1) % 3], point) != 0).Select(i => Canonical(corners[i], corners[(i + 1) % 3], point, tones[i], tones[(i + 1) % 3]));
    }

    /// <summary>The same turn, from the smallest corner on.</summary>
    private static (GridPoint[] Corners, Tone[] Tones, int Point) Canonical(GridPoint first, GridPoint second, GridPoint point, Tone x, Tone y) =>
        first < second && first < point ? ([first, second, point], [x, y, default], 2)
        : second < point ? ([second, point, first], [y, default, x], 1)
        : ([point, first, second], [default, x, y], 0);

    /// <summary>Places inside a triangle or on its edges, but the corners.</summary>
    private static List<int> Inside(VertexGrid grid, GridPoint a, GridPoint b, GridPoint c)
    {
        var places = new List<int>();
        var (left, right) = (Math.Min(a.Column, Math.Min(b.Column, c.Column)), Math.Max(a.Column, Math.Max(b.Column, c.Column)));
        for (var i = a.Row / grid.Step; i < grid.Height && grid.RowLines[i] <= Math.Max(b.Row, c.Row); i++)
            for (var j = left / grid.Step; j < grid.Width && grid.ColumnLines[j] <= right; j++)
                if (new GridPoint(grid.RowLines[i], grid.ColumnLines[j]) is var point && point != a && point != b && point != c
                    && Turn(a, b, point) >= 0 && Turn(b, c, point) >= 0 && Turn(c, a, point) >= 0)
                    places.Add(i * grid.Width + j);
        return places;
    }

    /// <summary>Above 0 where the way from one point over another to a third turns as a triangle of the mesh does, 0 where it is straight.</summary>
    private static long Turn(GridPoint from, GridPoint to, GridPoint point) =>
        (long)(to.Row - from.Row) * (point.Column - from.Column) - (long)(to.Column - from.Column) * (point.Row - from.Row);

    private static GridPoint Point(VertexGrid grid, int place) => new(grid.RowLines[place / grid.Width], grid.ColumnLines[place % grid.Width]);
}
