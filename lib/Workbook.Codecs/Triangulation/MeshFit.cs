using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>A mesh over an image, and what each of its vertices and triangles is off.</summary>
internal sealed class MeshFit
{
    private readonly TriangleFit[] fits;
    private readonly int[] starts, stars; // the triangles of vertex i, three times their index plus the corner: stars[starts[i]..starts[i + 1]]

    /// <summary>Triangulates vertices.</summary>
    /// <param name="grid">The places.</param>
    /// <param name="places">Places with a vertex, rising.</param>
    /// <param name="known">Forms of triangles.</param>
    internal MeshFit(VertexGrid grid, int[] places, TriangleFits known)
    {
        Places = places;
        var points = Array.ConvertAll(places, place => new GridPoint(grid.RowLines[place / grid.Width], grid.ColumnLines[place % grid.Width]));
        Mesh = Delaunay.Triangulate(points.AsSpan(), grid.Rows, grid.Columns);
        fits = known.Of(Mesh);
        (starts, stars) = (new int[places.Length + 1], new int[3 * fits.Length]);
        FillStars();
    }

    internal Mesh Mesh { get; }

    /// <summary>The place of each of the mesh's points.</summary>
    internal int[] Places { get; }

    /// <summary>Squared error of the whole image, before rounding.</summary>
    internal double Error(Tone[] tones)
    {
        var sum = 0.0;
        for (var i = 0; i < fits.Length; i++)
            sum += Error(i, tones);
        return sum;
    }

    /// <summary>Squared error of a triangle.</summary>
    /// <param name="triangle">Its index.</param>
    /// <param name="tones">The colour at each place.</param>
    internal double Error(int triangle, Tone[] tones)
    {
        var corners = Mesh.Triangles[triangle];
        return fits[triangle].Error(tones[Places[corners.A]], tones[Places[corners.B]], tones[Places[corners.C]]);
    }

    /// <summary>The colour that a vertex should have, the others being as they are, and how much it matters: leaving it by d costs weight |d|^2.</summary>
    internal (double Weight, Tone Best) Best(int point, Tone[] tones)
    {
        var (weight, wish) = (0.0, default(Tone));
        foreach (var star in stars.AsSpan(starts[point]..starts[point + 1]))
        {
            var corners = Mesh.Triangles[star / 3];
            var asked = fits[star / 3].Ask(star % 3, tones[Places[corners.A]], tones[Places[corners.B]], tones[Places[corners.C]]);
            (weight, wish) = (weight + asked.Weight, wish + asked.Wish);
        }
        return weight > 1e-9 ? (weight, 1 / weight * wish) : (0, tones[Places[point]]);
    }

    /// <summary>Brings all colours towards the least squared error, one vertex after the other.</summary>
    internal void Relax(Tone[] tones, int sweeps)
    {
        for (var sweep = 0; sweep < sweeps; sweep++)
            for (var point = 0; point < Places.Length; point++)
                tones[Places[point]] = Best(point, tones).Best.Clamped();
    }

    /// <summary>The mean colour of the vertices that share a triangle with one.</summary>
    internal Tone Around(int point, Tone[] tones)
    {
        var sum = default(Tone);
        var around = stars.AsSpan(starts[point]..starts[point + 1]);
        foreach (var star in around)
        {
            var corners = Mesh.Triangles[star / 3];
            sum += tones[Places[corners.A]] + tones[Places[corners.B]] + tones[Places[corners.C]] - tones[Places[point]];
        }
        return 0.5 / around.Length * sum;
    }

    private void FillStars()
    {
        foreach (var triangle in Mesh.Triangles)
            for (var corner = 0; corner < 3; corner++)
                starts[Corner(triangle, corner) + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, Places.Length).ToArray();
        for (var i = 0; i < stars.Length; i++)
            stars[next[Corner(Mesh.Triangles[i / 3], i % 3)]++] = i;
    }

    private static int Corner(Triangle triangle, int corner) => corner switch { 0 => triangle.A, 1 => triangle.B, _ => triangle.C };
}
