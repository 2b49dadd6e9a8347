using System.Numerics;
using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class DelaunayTests
{
    [Fact]
    public void No_point_lies_inside_the_circle_of_a_triangle_and_ties_go_to_the_smallest_point()
    {
        foreach (var (name, points, rows, columns) in PointSets.All())
        {
            var mesh = Delaunay.Triangulate(points, rows, columns);
            foreach (var triangle in mesh.Triangles)
                for (int d = 0; d < mesh.Points.Length; d++)
                {
                    if (d == triangle.A || d == triangle.B || d == triangle.C)
                        continue;
                    var sign = Determinant(mesh, triangle, d).Sign;
                    // On the circle: the fan starts from the circle's smallest point, so d must not come before A.
                    Assert.True(sign < 0 || sign == 0 && d > triangle.A, $"{name}: {triangle} and point {d}");
                }
        }
    }

    [Fact]
    public void Triangles_fill_the_hull_once()
    {
        foreach (var (name, points, rows, columns) in PointSets.All())
        {
            var mesh = Delaunay.Triangulate(points, rows, columns);
            Assert.Equal(points.Distinct().Order(), mesh.Points);
            var (hullPoints, hullArea) = Hull(mesh.Points);
            Assert.Equal((name, 2 * mesh.Points.Length - hullPoints - 2), (name, mesh.Triangles.Length));
            Assert.Equal((name, hullArea), (name, mesh.Triangles.Sum(t => Cross(mesh.Points[t.A], mesh.Points[t.B], mesh.Points[t.C]))));
        }
    }

    [Fact]
    public void Form_is_canonical()
    {
        foreach (var (name, points, rows, columns) in PointSets.All())
        {
            var mesh = Delaunay.Triangulate(points, rows, columns);
            Assert.All(mesh.Triangles, t => Assert.True(t.A < t.B && t.A < t.C && Cross(mesh.Points[t.A], mesh.Points[t.B], mesh.Points[t.C]) > 0, name));
            Assert.Equal(mesh.Triangles.OrderBy(t => t.A).ThenBy(t => t.B).ThenBy(t => t.C), mesh.Triangles);
        }
    }

    [Fact]
    public void Order_and_doubles_of_the_input_do_not_matter()
    {
        foreach (var (name, points, rows, columns) in PointSets.All())
        {
            var shuffled = points.Concat(points).ToArray();
            new SeededRandom(7).Shuffle(shuffled.AsSpan());
            Assert.Equal(Delaunay.Triangulate(points, rows, columns).Triangles, Delaunay.Triangulate(shuffled, rows, columns).Triangles);
            Assert.True(points.Length > 0, name);
        }
    }

    [Fact]
    public void A_square_is_cut_from_its_smallest_corner()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 1), new(1, 0), new(1, 1)], 2, 2);
        Assert.Equal([new Triangle(0, 2, 3), new Triangle(0, 3, 1)], mesh.Triangles);
    }

    [Fact]
    public void Points_on_one_line_give_the_segments_between_them()
    {
        Assert.Equal([new Triangle(0, 1, 1), new Triangle(1, 2, 2)], Delaunay.Triangulate([new(0, 9), new(0, 0), new(0, 4)], 1, 10).Triangles);
        Assert.Equal([new Triangle(0, 1, 1), new Triangle(1, 2, 2)], Delaunay.Triangulate([new(6, 6), new(2, 2), new(0, 0)], 9, 9).Triangles);
        Assert.Equal([new Triangle(0, 0, 0)], Delaunay.Triangulate([new(0, 0)], 1, 1).Triangles);
        Assert.Empty(Delaunay.Triangulate(Array.Empty<GridPoint>(), 3, 3).Triangles);
    }

    [Fact]
    public void An_edge_map_of_50_000_points_is_triangulated()
    {
        var points = PointSets.Random(3, 50_000, 1000, 1000);
        var mesh = Delaunay.Triangulate(points, 1000, 1000);
        Assert.Equal(Hull(mesh.Points).Area, mesh.Triangles.Sum(t => Cross(mesh.Points[t.A], mesh.Points[t.B], mesh.Points[t.C])));
    }

    [Fact]
    public void A_point_outside_the_image_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Delaunay.Triangulate([new(0, 0), new(3, 0)], 3, 3));
        Assert.Throws<ArgumentException>(() => Delaunay.Triangulate([new(0, -1)], 3, 3));
    }

    private static long Cross(GridPoint a, GridPoint b, GridPoint c) =>
        (long)(b.Row - a.Row) * (c.Column - a.Column) - (long)(b.Column - a.Column) * (c.Row - a.Row);

    /// <summary>Positive where d lies inside the circle of a triangle that turns left.</summary>
    private static BigInteger Determinant(Mesh mesh, Triangle triangle, int d)
    {
        (BigInteger R, BigInteger C, BigInteger S) Lift(int i)
        {
            BigInteger r = mesh.Points[i].Row - mesh.Points[d].Row, c = mesh.Points[i].Column - mesh.Points[d].Column;
            return (r, c, r * r + c * c);
        }
        var (p, q, s) = (Lift(triangle.A), Lift(triangle.B), Lift(triangle.C));
        return p.S * (q.R * s.C - q.C * s.R) + q.S * (s.R * p.C - s.C * p.R) + s.S * (p.R * q.C - p.C * q.R);
    }

    /// <summary>How many points lie on the hull, corners or not, and twice its area.</summary>
    private static (int Points, long Area) Hull(GridPoint[] sorted)
    {
        List<GridPoint> Chain(IEnumerable<GridPoint> points)
        {
            var chain = new List<GridPoint>();
            foreach (var p in points)
            {
                while (chain.Count > 1 && Cross(chain[^2], chain[^1], p) < 0)
                    chain.RemoveAt(chain.Count - 1);
                chain.Add(p);
            }
            return chain;
        }
        GridPoint[] loop = [.. Chain(sorted)[..^1], .. Chain(sorted.Reverse())[..^1]];
        long area = 0;
        for (int i = 0; i < loop.Length; i++)
            area += Cross(sorted[0], loop[i], loop[(i + 1) % loop.Length]);
        return (loop.Length, area);
    }
}
