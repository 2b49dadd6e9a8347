using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>Cuts each triangle at its centre into three and moves each third a third of the way to the neighbour that it touches.</summary>
/// <remarks>From one centre to the next the colour then goes in three equal steps. A stream with colours for vertices is smooth already
/// and stays as it is.</remarks>
internal sealed record Subdivision : Smoothing
{
    public override string ToString() => "subdivision";

    internal override RgbImage Draw(Picture picture, IProfileCoder coder)
    {
        var image = coder.Paint(picture);
        if (coder.ColorsVertices)
            return image;
        var mesh = picture.Mesh;
        var (owners, thirds) = (TriangleRaster.Owners(mesh), Thirds(mesh, picture.Colors));
        for (int r = 0, i = 0; r < mesh.Rows; r++)
            for (var c = 0; c < mesh.Columns; c++, i++)
                if (owners[i] >= 0)
                    Put(image.Pixels.AsSpan(3 * i, 3), thirds[3 * owners[i] + Side(mesh, owners[i], new GridPoint(r, c))]);
        return image;
    }

    /// <summary>Colour of each third: the one at side k, from corner k to corner k + 1, of triangle t is element 3 t + k.</summary>
    private static Rgb[] Thirds(Mesh mesh, Rgb[] colors)
    {
        var neighbors = TriangleNeighbors.Of(mesh);
        var thirds = new Rgb[neighbors.Length];
        for (var k = 0; k < thirds.Length; k++)
        {
            var own = colors[k / 3];
            var other = neighbors[k] < 0 ? own : colors[neighbors[k]];
            thirds[k] = new Rgb(Blend(own.Red, other.Red), Blend(own.Green, other.Green), Blend(own.Blue, other.Blue));
        }
        return thirds;
    }

    private static byte Blend(int own, int other) => (byte)((2 * own + other + 1) / 3);

    /// <summary>The side that a pixel is nearest to, measured in heights of the triangle; the first of equals.</summary>
    private static int Side(Mesh mesh, int triangle, GridPoint pixel)
    {
        var (a, b, c) = mesh.Triangles[triangle];
        var (pa, pb, pc) = (mesh.Points[a], mesh.Points[b], mesh.Points[c]);
        var (ab, bc, ca) = (Area(pa, pb, pixel), Area(pb, pc, pixel), Area(pc, pa, pixel));
        return ab <= bc ? ab <= ca ? 0 : 2 : bc <= ca ? 1 : 2;
    }

    private static long Area(GridPoint p, GridPoint q, GridPoint r) =>
        Math.Abs((long)(q.Row - p.Row) * (r.Column - p.Column) - (long)(q.Column - p.Column) * (r.Row - p.Row));

    private static void Put(Span<byte> pixel, Rgb color) => (pixel[0], pixel[1], pixel[2]) = (color.Red, color.Green, color.Blue);
}
