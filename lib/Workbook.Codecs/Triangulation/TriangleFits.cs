using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Triangulation;

/// <summary>The forms of all triangles met so far: meshes that differ in one vertex share most of them.</summary>
internal sealed class TriangleFits(RgbImage image)
{
    private readonly RowSums sums = new(image);
    private readonly Dictionary<(uint A, uint B, uint C), TriangleFit> known = [];

    internal TriangleFit[] Of(Mesh mesh) => Array.ConvertAll(mesh.Triangles, triangle => Of(mesh, mesh.Points[triangle.A], mesh.Points[triangle.B], mesh.Points[triangle.C]));

    /// <summary>The form of a triangle with corners in canonical order.</summary>
    internal TriangleFit Of(Mesh mesh, GridPoint a, GridPoint b, GridPoint c)
    {
        var key = (a.Key, b.Key, c.Key);
        if (!known.TryGetValue(key, out var fit))
            known[key] = fit = TriangleFit.Of(sums, mesh, a, b, c);
        return fit;
    }
}
