using System.Numerics;
using Workbook.Codecs;
using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class TriangleRasterTests
{
    [Fact]
    public void A_flattened_image_has_each_pixels_triangle_mean()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 3), new(2, 0), new(2, 3)], 3, 4);
        var image = Noise(3, 4);
        var (owners, flat) = (TriangleRaster.Owners(mesh), TriangleRaster.Flatten(mesh, image));
        for (int pixel = 0; pixel < owners.Length; pixel++)
        {
            int[] mates = [.. Enumerable.Range(0, owners.Length).Where(other => owners[other] == owners[pixel])];
            Assert.Equal((int)Math.Floor(mates.Average(mate => image.Pixels[3 * mate]) + 0.5), flat.Pixels[3 * pixel]);
        }
    }

    [Fact]
    public void Owners_follow_the_rule_in_rational_arithmetic()
    {
        foreach (var mesh in SmallMeshes())
        {
            int[] owners = TriangleRaster.Owners(mesh);
            for (int pixel = 0; pixel < owners.Length; pixel++)
                Assert.Equal((mesh.Rows, mesh.Columns, pixel, OwnerByRule(mesh, pixel / mesh.Columns, pixel % mesh.Columns)), (mesh.Rows, mesh.Columns, pixel, owners[pixel]));
        }
    }

    [Fact]
    public void Every_pixel_of_a_covered_grid_has_exactly_one_owner()
    {
        foreach (var mesh in CoveredMeshes())
        {
            var count = new int[mesh.Rows * mesh.Columns];
            foreach (var triangle in mesh.Triangles)
                for (var spans = new SpanWalker(mesh, triangle); spans.MoveNext();)
                    for (int c = spans.Start; c < spans.End; c++)
                        count[spans.Row * mesh.Columns + c]++;
            Assert.All(count, n => Assert.Equal(1, n));
        }
    }

    [Fact]
    public void Sums_equal_naive_sums_over_the_owners()
    {
        foreach (var mesh in CoveredMeshes())
        {
            var image = Noise(mesh.Rows, mesh.Columns);
            int[] owners = TriangleRaster.Owners(mesh);
            var sums = TriangleRaster.Sums(mesh, image);
            var gray = image.ToGray();
            var graySums = TriangleRaster.Sums(mesh, gray);
            for (int t = 0; t < mesh.Triangles.Length; t++)
            {
                int[] mine = [.. Enumerable.Range(0, owners.Length).Where(p => owners[p] == t)];
                Assert.Equal(mine.Length, sums.Counts[t]);
                for (int k = 0; k < 3; k++)
                    Assert.Equal(mine.Sum(p => image.Pixels[3 * p + k]), sums.Sums[3 * t + k]);
                Assert.Equal(new GraySums(mine.Length, mine.Sum(p => gray.Pixels[p]), mine.Sum(p => gray.Pixels[p] * gray.Pixels[p])), graySums[t]);
            }
        }
    }

    [Theory]
    [InlineData(500, 400)]
    [InlineData(3, 9000)]
    public void Sums_of_large_triangles_do_not_overflow(int rows, int columns)
    {
        var mesh = Delaunay.Triangulate(GridSpray.Points(rows, columns, 60000, covered: true), rows, columns);
        var image = new RgbImage(rows, columns);
        image.Pixels.AsSpan().Fill(255);
        var sums = TriangleRaster.Sums(mesh, image);
        Assert.Equal(rows * columns, sums.Counts.Sum());
        for (int t = 0; t < mesh.Triangles.Length; t++)
            Assert.Equal(Enumerable.Repeat(255L * sums.Counts[t], 3), sums.Sums[(3 * t)..(3 * t + 3)]);
    }

    [Fact]
    public void Fill_paints_each_pixel_in_the_color_of_its_owner_and_touches_no_other()
    {
        foreach (var mesh in CoveredMeshes().Concat(SmallMeshes()))
        {
            var colors = mesh.Triangles.Select((_, i) => new Rgb((byte)(3 * i + 1), (byte)(i * 7), (byte)(i / 5 + 9))).ToArray();
            var image = Noise(mesh.Rows, mesh.Columns);
            byte[] expected = [.. image.Pixels];
            int[] owners = TriangleRaster.Owners(mesh);
            for (int p = 0; p < owners.Length; p++)
                if (owners[p] >= 0)
                    (expected[3 * p], expected[3 * p + 1], expected[3 * p + 2]) = colors[owners[p]];
            TriangleRaster.Fill(mesh, colors, image);
            Assert.Equal(expected, image.Pixels);
        }
    }

    [Fact]
    public void Means_round_to_the_nearest_and_nothing_takes_the_given_color()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 1)], 1, 2);
        var sums = TriangleRaster.Sums(mesh, new RgbImage(1, 2, [10, 0, 255, 11, 1, 255]));
        Assert.Equal(new Rgb(11, 1, 255), sums.Mean(0));
        var nowhere = Delaunay.Triangulate([new(0, 0), new(0, 1)], 2, 2);
        Assert.Equal(new Rgb(1, 2, 3), TriangleRaster.Sums(nowhere, new RgbImage(2, 2)).Mean(0, new Rgb(1, 2, 3)));
    }

    internal static RgbImage Noise(int rows, int columns)
    {
        var image = new RgbImage(rows, columns);
        var random = new SeededRandom(99);
        foreach (ref byte value in image.Pixels.AsSpan())
            value = (byte)random.Next(256);
        return image;
    }

    internal static IEnumerable<Mesh> CoveredMeshes()
    {
        (int Rows, int Columns)[] sizes = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 40), (40, 1), (2, 9), (9, 2), (7, 7), (31, 47), (40, 33), (6, 130), (64, 5)];
        foreach (var (rows, columns) in sizes)
            for (ulong seed = 0; seed < 4; seed++)
            {
                var grid = GridSpray.Points(rows, columns, seed == 0 ? GridSpray.PaperStep(rows, columns) : 97, covered: true);
                yield return Delaunay.Triangulate([.. grid, .. PointSets.Random(seed, (int)(seed * seed * 5), rows, columns)], rows, columns);
            }
    }

    private static IEnumerable<Mesh> SmallMeshes()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            int rows = 1 + (int)(seed % 13), columns = 1 + (int)(seed * 5 % 17);
            yield return Delaunay.Triangulate(PointSets.Random(seed, 3 + (int)seed % 11, rows, columns), rows, columns);
        }
    }

    /// <summary>The triangle that contains (r + e^2, c + e) with a small rational e; the signs are those of the last row and column.</summary>
    private static int OwnerByRule(Mesh mesh, int row, int column)
    {
        // Coordinates in units of e^2 = 10^-12; images here are smaller than 20, so no edge passes closer to a pixel than 1/400.
        BigInteger unit = BigInteger.Pow(10, 12), e = BigInteger.Pow(10, 6);
        BigInteger r = mesh.Rows == 1 ? 0 : row * unit + (row == mesh.Rows - 1 ? -1 : 1);
        BigInteger c = mesh.Columns == 1 ? 0 : column * unit + (column == mesh.Columns - 1 ? -e : e);
        for (int t = 0; t < mesh.Triangles.Length; t++)
        {
            var (p, q, s) = (mesh.Points[mesh.Triangles[t].A], mesh.Points[mesh.Triangles[t].B], mesh.Points[mesh.Triangles[t].C]);
            if (mesh.Rows == 1 || mesh.Columns == 1 ? OnSegment(p, q) : Left(p, q) && Left(q, s) && Left(s, p))
                return t;
        }
        return -1;

        bool Left(GridPoint a, GridPoint b) => (b.Row - a.Row) * (c - a.Column * unit) - (b.Column - a.Column) * (r - a.Row * unit) > 0;
        bool OnSegment(GridPoint a, GridPoint b) => mesh.Rows == 1
            ? mesh.Columns == 1 || a.Column * unit < c && c < b.Column * unit
            : a.Row * unit < r && r < b.Row * unit;
    }
}
