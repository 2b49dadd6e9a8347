using CsCheck;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class VertexTests
{
    private static readonly Gen<(int Rows, int Columns, int Step)> Sizes = Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, 40]));

    [Fact]
    public void Every_vertex_has_one_residual() => Sizes.Sample(size =>
    {
        var grid = new VertexGrid(size.Rows, size.Columns, size.Step);
        var layout = new VertexLayout(grid.Height, grid.Width);
        var hits = new int[grid.Height * grid.Width];
        foreach (var band in layout.Bands)
            for (int i = 0; i < band.Rows; i++)
                for (int j = 0; j < band.Columns; j++)
                    hits[layout.VertexRow(band, i) * grid.Width + layout.VertexColumn(band, j)]++;
        Assert.All(hits, count => Assert.Equal(1, count));
        Assert.Equal(1 + hits.Length, layout.Count);
    }, iter: 100);

    [Fact]
    public void Grid_has_the_points_of_the_covered_grid_and_the_triangles_of_its_Delaunay_mesh() => Sizes.Sample(size =>
    {
        var grid = new VertexGrid(size.Rows, size.Columns, size.Step);
        var points = GridSpray.Points(size.Rows, size.Columns, size.Step, covered: true);
        Assert.Equal(points, grid.RowLines.SelectMany(r => grid.ColumnLines.Select(c => new GridPoint(r, c))));
        var (own, mesh) = (grid.ToMesh(), Delaunay.Triangulate(points, size.Rows, size.Columns));
        Assert.Equal(mesh.Points, own.Points);
        Assert.Equal(mesh.Triangles, own.Triangles);
    }, iter: 100);

    [Fact]
    public void Painting_is_linear_interpolation_rounded_to_the_nearest_level() => Gen.Select(Sizes, Gen.ULong).Sample((size, seed) =>
    {
        var grid = new VertexGrid(size.Rows, size.Columns, size.Step);
        var random = new SeededRandom(seed);
        var colors = Enumerable.Range(0, grid.Height * grid.Width).Select(_ => RandomColor(random)).ToArray();
        var image = VertexPainter.Paint(grid, colors);
        var general = new RgbImage(size.Rows, size.Columns);
        TriangleRaster.Interpolate(grid.ToMesh(), colors, general);
        Assert.Equal(general.Pixels, image.Pixels);
        for (int p = 0; p < image.PixelCount; p++)
        {
            double exact = Weights(grid, p / size.Columns, p % size.Columns).Sum(w => w.Weight * colors[w.Vertex].Green);
            Assert.InRange(image.Pixels[3 * p + 1] - exact, -0.5001, 0.5001);
        }
    }, iter: 60);

    [Fact]
    public void Projection_and_moments_are_those_of_the_interpolation() => Gen.Select(Sizes, Gen.ULong).Sample((size, seed) =>
    {
        var (grid, image) = (new VertexGrid(size.Rows, size.Columns, size.Step), RandomImage(size.Rows, size.Columns, seed));
        var moments = new VertexMoments(grid);
        var sums = VertexProjection.Run(grid, moments, image);
        var (expected, own) = (new double[grid.Height * grid.Width], new double[grid.Height * grid.Width]);
        for (int p = 0; p < image.PixelCount; p++)
            foreach (var (vertex, weight) in Weights(grid, p / size.Columns, p % size.Columns))
            {
                expected[vertex] += weight * image.Pixels[3 * p + 2];
                own[vertex] += weight * weight;
            }
        for (int v = 0; v < expected.Length; v++)
        {
            Assert.Equal(expected[v], sums[2][moments.At(v / grid.Width, v % grid.Width)], 0.5);
            // Thousands of float32 terms are summed one after another: each sum is rounded to 2^-24 of itself.
            Assert.Equal(own[v], moments.Own[moments.At(v / grid.Width, v % grid.Width)], 0.001 + 1e-4 * own[v]);
        }
    }, iter: 60);

    [Fact]
    public void Waves_are_what_lifting_does_without_rounding() => Sizes.Sample(size =>
    {
        var grid = new VertexGrid(size.Rows, size.Columns, size.Step);
        var layout = new VertexLayout(grid.Height, grid.Width);
        var basis = new VertexBasis(grid, layout);
        foreach (var band in layout.Bands.Where(b => b.Rows * b.Columns > 0))
        {
            int i = band.Rows / 2, j = band.Columns / 2, k = band.Start + i * band.Columns + j;
            var values = new int[grid.Height * grid.Width];
            values[layout.VertexRow(band, i) * grid.Width + layout.VertexColumn(band, j)] = 1 << 20;
            VertexLifting.Run(layout, values);
            for (int v = 0; v < values.Length; v++)
                Assert.Equal(At(basis.RowWave(k), v / grid.Width) * At(basis.ColumnWave(k), v % grid.Width), values[v] / (double)(1 << 20), 1e-4);
        }
    }, iter: 50);

    [Fact]
    public void Residuals_of_every_size_come_back() => Gen.Select(Sizes, Gen.Int[0, 127], Gen.ULong).Sample((size, luma, seed) =>
    {
        var grid = new VertexGrid(size.Rows, size.Columns, size.Step);
        var (layout, setting, random) = (new VertexLayout(grid.Height, grid.Width), new VertexSetting(luma, 3), new SeededRandom(seed));
        var codec = new VertexPlanes(VertexStatistics.Untrained);
        var residuals = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, layout.Count)
            .Select(_ => (int)(random.NextBits() % 41 - 20) * (random.NextBits() % 9 == 0 ? 5000 : 1)).ToArray()).ToArray();
        var encoder = new RangeEncoder();
        codec.Write(encoder, residuals, layout, size.Step, setting);
        var decoder = new RangeDecoder(encoder.Finish());
        var read = new VertexResidualCoder(VertexStatistics.Untrained.Start(setting), layout, size.Step).Decode(ref decoder);
        decoder.Finish();
        Assert.Equal(residuals.SelectMany(r => r), read.SelectMany(r => r));
    }, iter: 50);

    private static float At(VertexWave wave, int vertex) => vertex >= wave.Start && vertex < wave.End ? wave.Values[vertex - wave.Start] : 0;

    private static Rgb RandomColor(SeededRandom random) => new((byte)random.NextBits(), (byte)random.NextBits(), (byte)random.NextBits());

    private static RgbImage RandomImage(int rows, int columns, ulong seed)
    {
        var (image, random) = (new RgbImage(rows, columns), new SeededRandom(seed));
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)random.NextBits();
        return image;
    }

    /// <summary>The plain definition: barycentric weights in the triangle of the pixel.</summary>
    private static List<(int Vertex, double Weight)> Weights(VertexGrid grid, int row, int column)
    {
        var (i, u) = Place(grid.RowLines, row);
        var (j, v) = Place(grid.ColumnLines, column);
        int at = i * grid.Width + j, third = u > v ? at + grid.Width : at + 1;
        var weights = new List<(int, double)> { (at, 1 - Math.Max(u, v)) };
        if (u != v)
            weights.Add((third, Math.Abs(u - v)));
        if (Math.Min(u, v) > 0)
            weights.Add((at + grid.Width + 1, Math.Min(u, v)));
        return weights;
    }

    private static (int Cell, double Offset) Place(int[] lines, int pixel)
    {
        if (lines.Length == 1)
            return (0, 0);
        int cell = Math.Min(Array.FindLastIndex(lines, line => line <= pixel), lines.Length - 2);
        return (cell, (pixel - lines[cell]) / (double)(lines[cell + 1] - lines[cell]));
    }
}
