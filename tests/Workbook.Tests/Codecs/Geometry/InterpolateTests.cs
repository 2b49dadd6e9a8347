using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class InterpolateTests
{
    [Theory]
    [InlineData(0, 0, 255)]
    [InlineData(0, -300, 600)]
    [InlineData(8, 0, 65280)]
    [InlineData(8, -1 << 20, 1 << 20)]
    [InlineData(3, -700, 3000)]
    public void Interpolate_equals_rational_arithmetic(int fractionBits, int low, int high)
    {
        foreach (var mesh in TriangleRasterTests.CoveredMeshes())
            Compare(mesh, fractionBits, low, high, every: 1);
    }

    [Fact]
    public void A_triangle_too_large_for_the_fraction_bits_is_exact_too()
    {
        var corners = GridSpray.Points(900, 800, 5000, covered: true);
        Compare(Delaunay.Triangulate(corners, 900, 800), 0, 0, 255, every: 17);
        Compare(Delaunay.Triangulate(corners, 900, 800), 8, -1 << 20, 1 << 20, every: 17);
    }

    [Fact]
    public void Between_two_corners_of_a_row_values_rise_evenly_and_halves_go_up()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 4)], 1, 5);
        var image = new RgbImage(1, 5);
        TriangleRaster.Interpolate(mesh, [new Rgb(0, 10, 255), new Rgb(2, 20, 0)], image);
        Assert.Equal(new byte[] { 0, 10, 255, 1, 13, 191, 1, 15, 128, 2, 18, 64, 2, 20, 0 }, image.Pixels);
    }

    [Fact]
    public void Values_out_of_range_or_of_the_wrong_number_are_refused()
    {
        var mesh = Delaunay.Triangulate([new(0, 0)], 1, 1);
        Assert.Throws<ArgumentException>(() => TriangleRaster.Interpolate(mesh, [0, 0, (1 << 20) + 1], 0, new RgbImage(1, 1)));
        Assert.Throws<ArgumentException>(() => TriangleRaster.Interpolate(mesh, [0, 0], 0, new RgbImage(1, 1)));
        Assert.Throws<ArgumentException>(() => TriangleRaster.Interpolate(mesh, [0, 0, 0], 0, new RgbImage(1, 2)));
    }

    private static void Compare(Mesh mesh, int fractionBits, int low, int high, int every)
    {
        var random = new SeededRandom(11);
        var values = new int[3 * mesh.Points.Length];
        foreach (ref int value in values.AsSpan())
            value = random.Next(low, high + 1);
        var image = new RgbImage(mesh.Rows, mesh.Columns);
        TriangleRaster.Interpolate(mesh, values, fractionBits, image);
        int[] owners = TriangleRaster.Owners(mesh);
        for (int p = 0; p < owners.Length; p += every)
            for (int k = 0; k < 3; k++)
                Assert.Equal(Expected(mesh, owners[p], values, k, fractionBits, p), image.Pixels[3 * p + k]);
    }

    /// <summary>Barycentric weights as areas, then one rounded division.</summary>
    private static byte Expected(Mesh mesh, int owner, int[] values, int channel, int fractionBits, int pixel)
    {
        var t = mesh.Triangles[owner];
        int va = values[3 * t.A + channel], vb = values[3 * t.B + channel], vc = values[3 * t.C + channel];
        GridPoint a = mesh.Points[t.A], b = mesh.Points[t.B], c = mesh.Points[t.C], p = new(pixel / mesh.Columns, pixel % mesh.Columns);
        Int128 sum, area;
        if (b == c)
        {
            area = Math.Max(1, b.Row - a.Row + b.Column - a.Column);
            Int128 along = p.Row - a.Row + p.Column - a.Column;
            sum = va * (area - along) + vb * along;
        }
        else
        {
            area = Cross(a, b, c);
            sum = va * Cross(p, b, c) + vb * Cross(a, p, c) + vc * Cross(a, b, p);
        }
        Int128 unit = area << fractionBits, rounded = 2 * sum + unit;
        Int128 quotient = rounded / (2 * unit);
        if (rounded < 0 && quotient * 2 * unit != rounded)
            quotient--;
        return (byte)Int128.Clamp(quotient, 0, 255);
    }

    private static Int128 Cross(GridPoint a, GridPoint b, GridPoint c) =>
        (Int128)(b.Row - a.Row) * (c.Column - a.Column) - (Int128)(b.Column - a.Column) * (c.Row - a.Row);
}
