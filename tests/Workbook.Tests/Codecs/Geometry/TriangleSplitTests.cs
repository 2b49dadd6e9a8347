using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class TriangleSplitTests
{
    [Fact]
    public void Hand_example_splits_only_the_uneven_triangle()
    {
        // Two triangles of a 7 x 7 image; one bright pixel lies in the lower left one, whose corners are (0,0), (6,0), (6,6).
        var image = new GrayImage(7, 7);
        image.Pixels[4 * 7 + 1] = 255;
        GridPoint[] corners = [new(0, 0), new(0, 6), new(6, 0), new(6, 6)];
        Assert.Equal([.. corners, new(4, 2)], TriangleSplit.Split(image, corners, 5, 1));
        Assert.Equal(corners, TriangleSplit.Split(image, corners, 5, 0));
        Assert.Equal(corners, TriangleSplit.Split(image, corners, 100, 10));
    }

    [Fact]
    public void Rounds_equal_a_fresh_mesh_in_every_round()
    {
        (int Rows, int Columns)[] sizes = [(1, 1), (1, 30), (30, 1), (2, 2), (2, 30), (24, 37), (60, 45)];
        foreach (var (rows, columns) in sizes)
            foreach (bool covered in new[] { true, false })
                for (ulong seed = 1; seed < 7; seed++)
                {
                    var image = Blobs(rows, columns, seed);
                    var points = GridSpray.Points(rows, columns, 1 + (int)seed * 2, covered)
                        .Concat(PointSets.Random(seed, 8, rows, columns)).ToArray();
                    foreach (int iterations in new[] { 1, 3, 20 })
                        Assert.Equal(Naive(image, points, 6, iterations), TriangleSplit.Split(image, points, 6, iterations));
                }
    }

    [Fact]
    public void Prune_keeps_the_first_point_of_every_window() =>
        Assert.Equal([new(3, 3), new(0, 4), new(9, 9)], TriangleSplit.Prune([new(3, 3), new(0, 0), new(0, 4), new(9, 9), new(3, 7), new(8, 8)], 4));

    [Fact]
    public void Learned_points_have_one_point_a_window_and_are_denser_where_the_image_changes()
    {
        var image = new GrayImage(96, 96);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = i % 96 < 48 ? (byte)90 : (byte)(60 + (i / 96 / 3 * 7 + i % 96 / 3 * 5) % 11 * 12);
        var points = TriangleSplit.LearnedPoints(image);
        Assert.Equal(points.Length, points.DistinctBy(p => (p.Row / 8, p.Column / 8)).Count());
        Assert.True(points.Count(p => p.Column >= 56) > 50);
        // The even half keeps the grid alone: five lines of a step of 10, and ten windows hold rows 0, 10, ... 90 and 95.
        Assert.Equal(50, points.Count(p => p.Column <= 40));
    }

    [Fact]
    public void The_deviation_is_exact_and_must_exceed_the_threshold()
    {
        Assert.False(new GraySums(2, 10, 100).DeviatesBy(5));
        Assert.True(new GraySums(2, 11, 121).DeviatesBy(5));
        Assert.False(new GraySums(0, 0, 0).DeviatesBy(0));
        Assert.True(new GraySums(1 << 29, 1L << 28, 1L << 28).DeviatesBy(0.499));
    }

    private static GrayImage Blobs(int rows, int columns, ulong seed)
    {
        var random = new SeededRandom(seed);
        var image = new GrayImage(rows, columns);
        int size = 1 + (int)seed;
        var levels = new byte[(rows / size + 1) * (columns / size + 1)];
        foreach (ref byte level in levels.AsSpan())
            level = (byte)random.Next(60);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = levels[i / columns / size * (columns / size + 1) + i % columns / size];
        return image;
    }

    private static GridPoint[] Naive(GrayImage image, GridPoint[] start, double threshold, int iterations)
    {
        var points = start.Distinct().ToList();
        for (int round = 0; round < iterations; round++)
        {
            var mesh = Delaunay.Triangulate(points, image.Rows, image.Columns);
            var sums = TriangleRaster.Sums(mesh, image);
            var found = mesh.Triangles.Where((_, i) => sums[i].DeviatesBy(threshold))
                .Select(t => new[] { mesh.Points[t.A], mesh.Points[t.B], mesh.Points[t.C] })
                .Select(p => new GridPoint((int)Math.Round(p.Average(q => q.Row)), (int)Math.Round(p.Average(q => q.Column))))
                .Except(points).Order().ToArray();
            if (found.Length == 0)
                break;
            points.AddRange(found);
        }
        return [.. points];
    }
}
