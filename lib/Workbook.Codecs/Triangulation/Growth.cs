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

    /// <summary>The error of three triangles around a point of the best colour.</summary>
    private static (double Error, Tone Tone) Split(Mesh mesh, TriangleFits known, GridPoint[] corners, Tone[] tones, GridPoint point)
    {
        var (weight, wish) = (0.0, default(Tone));
        var parts = new (TriangleFit Fit, Tone[] Tones, int Corner)[3];
        for (var i = 0; i < 3; i++)
        {
            var (first, second) = (i, (i + 1) % 3);
            // The same turn, from the smallest corner on.
            parts[i] = corners[first] < corners[second] && corners[first] < point
                ? (known.Of(mesh, corners[first], corners[second], point), [tones[first], tones[second], default], 2)
                : corners[second] < point ? (known.Of(mesh, corners[second], point, corners[first]), [tones[second], default, tones[first]], 1)
                : (known.Of(mesh, point, corners[first], corners[second]), [default, tones[first], tones[second]], 0);
            var asked = parts[i].Fit.Ask(parts[i].Corner, parts[i].Tones[0], parts[i].Tones[1], parts[i].Tones[2]);
            (weight, wish) = (weight + asked.Weight, wish + asked.Wish);
        }
        var tone = (1 / Math.Max(weight, 1e-9) * wish).Clamped();
        foreach (var part in parts)
            part.Tones[part.Corner] = tone;
        return (parts.Sum(part => part.Fit.Error(part.Tones[0], part.Tones[1], part.Tones[2])), tone);
    }

    /// <summary>Places strictly inside a triangle.</summary>
    private static List<int> Inside(VertexGrid grid, GridPoint a, GridPoint b, GridPoint c)
    {
        var places = new List<int>();
        var (left, right) = (Math.Min(a.Column, Math.Min(b.Column, c.Column)), Math.Max(a.Column, Math.Max(b.Column, c.Column)));
        for (var i = a.Row / grid.Step; i < grid.Height && grid.RowLines[i] <= Math.Max(b.Row, c.Row); i++)
            for (var j = left / grid.Step; j < grid.Width && grid.ColumnLines[j] <= right; j++)
                if (new GridPoint(grid.RowLines[i], grid.ColumnLines[j]) is var point && IsLeft(a, b, point) && IsLeft(b, c, point) && IsLeft(c, a, point))
                    places.Add(i * grid.Width + j);
        return places;
    }

    private static bool IsLeft(GridPoint from, GridPoint to, GridPoint point) =>
        (long)(to.Row - from.Row) * (point.Column - from.Column) - (long)(to.Column - from.Column) * (point.Row - from.Row) > 0;

    private static GridPoint Point(VertexGrid grid, int place) => new(grid.RowLines[place / grid.Width], grid.ColumnLines[place % grid.Width]);
}
