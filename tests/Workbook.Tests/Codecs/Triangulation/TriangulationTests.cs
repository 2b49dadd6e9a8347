using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Tests.Codecs.Magic;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Codecs.Triangulation;

public class TriangulationTests
{
    private static readonly RgbImage Wall = Sample.Image(96, 80, 3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(33, 1)]
    [InlineData(2, 3)]
    [InlineData(64, 90)]
    public void Every_size_comes_back(int rows, int columns)
    {
        var codec = new TriangulationCodec(new() { TargetBytes = 80, Trials = 20 });
        var stream = codec.Encode(Sample.Image(rows, columns, 2));
        var decoded = codec.Decode(stream);
        Assert.Equal((rows, columns), (decoded.Rows, decoded.Columns));
        Assert.Equal((rows, columns), codec.Size(stream));
        Assert.InRange(stream.Length, 1, 80);
    }

    [Fact]
    public void No_stream_is_larger_than_asked_for_and_more_bytes_look_better()
    {
        var before = 0.0;
        foreach (var bytes in new[] { 100, 200, 400 })
        {
            var stream = Encode(new() { TargetBytes = bytes, Trials = 100 });
            Assert.InRange(stream.Length, bytes / 2, bytes);
            var psnr = TestImages.Psnr(Wall, new TriangulationCodec().Decode(stream));
            Assert.True(psnr > before, $"{bytes} bytes: {psnr} dB after {before}");
            before = psnr;
        }
    }

    [Fact]
    public void A_number_of_vertices_that_is_asked_for_is_met()
    {
        var stream = Encode(new() { Vertices = 57, Trials = 30 });
        var header = TriangulationHeader.Open(stream, Limits.Default, out var payload);
        Assert.Equal(57, SketchCoder.Read(payload, header, Limits.Default).Vertices);
    }

    [Fact]
    public void A_flat_image_of_a_colour_of_the_table_is_exact()
    {
        var flat = new RgbImage(30, 50, [.. Enumerable.Repeat<byte[]>([130, 20, 255], 1500).SelectMany(color => color)]);
        Assert.Equal(flat.Pixels, new TriangulationCodec().Decode(new TriangulationCodec().Encode(flat)).Pixels);
    }

    /// <summary>Two triangles of a square, cut from its upper left corner.</summary>
    [Fact]
    public void Four_corners_give_the_mixtures_that_one_calculates_by_hand()
    {
        Rgb[] table = [new(0, 0, 0), new(0, 130, 0), new(255, 255, 0)];
        var sketch = new Sketch(new VertexGrid(5, 5, 4), table, [0, 1, 1, 2]);
        var decoded = SketchCoder.Read(SketchCoder.Write(sketch), new(5, 5), Limits.Default).Paint();
        int Green(int row, int column) => decoded.Pixels[3 * (5 * row + column) + 1];
        Assert.Equal([0, 33, 65, 98, 130], Enumerable.Range(0, 5).Select(column => Green(0, column)));
        Assert.Equal([0, 64, 128, 191, 255], Enumerable.Range(0, 5).Select(i => Green(i, i)));
        Assert.Equal(96, Green(1, 2)); // 0 + (130 - 0) / 4 + (255 - 0) / 4 = 96.25
    }

    [Fact]
    public void A_sketch_comes_back_as_it_was_written()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 50; round++)
        {
            var grid = new VertexGrid(1 + random.Next(40), 1 + random.Next(40), 1 + random.Next(9));
            var table = Enumerable.Range(0, 1 + random.Next(32)).Select(_ => new Rgb(Any(), Any(), Any())).OrderBy(color => color.Green).ToArray();
            var colors = new int[grid.Height * grid.Width];
            for (var place = 0; place < colors.Length; place++)
                colors[place] = Sketch.IsCorner(grid, place) || random.Next(4) == 0 ? random.Next(table.Length) : Sketch.Empty;
            var read = SketchCoder.Read(SketchCoder.Write(new(grid, table, colors)), new(grid.Rows, grid.Columns), Limits.Default);
            Assert.Equal(table, read.Table);
            Assert.Equal(colors, read.Colors);
        }

        byte Any() => SketchCoder.Level(random.Next(64));
    }

    [Theory]
    [InlineData(31, 22)]
    [InlineData(1, 25)]
    [InlineData(25, 1)]
    public void The_error_of_a_mesh_is_that_of_its_pixels(int rows, int columns)
    {
        var image = Sample.Image(rows, columns, 4);
        var (grid, random) = (new VertexGrid(rows, columns, 4), new SeededRandom(1));
        var places = Enumerable.Range(0, grid.Height * grid.Width).Where(place => Sketch.IsCorner(grid, place) || random.Next(3) == 0).ToArray();
        var tones = Enumerable.Range(0, grid.Height * grid.Width).Select(_ => new Tone(random.Next(256), random.Next(256), random.Next(256))).ToArray();
        var fit = new MeshFit(grid, places, new TriangleFits(image));
        var target = new RgbImage(rows, columns);
        TriangleRaster.Interpolate(fit.Mesh, [.. places.Select(place => new Rgb((byte)tones[place].Red, (byte)tones[place].Green, (byte)tones[place].Blue))], target);
        var painted = target.Pixels.Zip(image.Pixels, (a, b) => (double)(a - b) * (a - b)).Sum();
        Assert.Equal(painted, fit.Error(tones), 0.003 * painted); // rounding of pixels to levels, up to half a level each
    }

    [Fact]
    public void The_best_colour_of_a_vertex_is_where_the_error_is_least()
    {
        var grid = new VertexGrid(20, 20, 5);
        var tones = Enumerable.Repeat(new Tone(90, 90, 90), grid.Height * grid.Width).ToArray();
        var fit = new MeshFit(grid, [.. Enumerable.Range(0, tones.Length)], new TriangleFits(Sample.Image(20, 20, 4)));
        var (weight, best) = fit.Best(12, tones);
        tones[12] = best;
        var least = fit.Error(tones);
        tones[12] = best + new Tone(3, -4, 12);
        Assert.Equal(least + weight * 169, fit.Error(tones), 1e-6 * least);
    }

    [Fact]
    public void Moves_of_vertices_lower_the_error_at_the_same_size()
    {
        double Psnr(int trials) => TestImages.Psnr(Wall, new TriangulationCodec().Decode(Encode(new() { TargetBytes = 120, Trials = trials })));
        Assert.True(Psnr(500) > Psnr(0) + 0.3);
    }

    [Fact]
    public void Every_prefix_and_every_single_bit_flip_is_refused()
    {
        var good = Encode(new() { TargetBytes = 90, Trials = 10 });
        Assert.Equal(8 * good.Length, Damage.Survive(good, bytes => new TriangulationCodec().Decode(bytes)));
    }

    [Fact]
    public void Limits_hold_before_memory_is_taken()
    {
        var stream = Encode(new() { TargetBytes = 90, GridStep = 2, Trials = 0 });
        Assert.Contains("96 x 80 pixels", Refused(stream, Limits.Default with { MaxPixels = 96 * 80 - 1 }));
        Assert.Contains("places", Refused(stream, Limits.Default with { MaxPoints = 100 }));
        Assert.Contains("bytes, allowed 10", Refused(stream, Limits.Default with { MaxFileBytes = 10 }));
        var bomb = new TriangulationHeader(8192, 8192).Seal([0, 0, 0]); // a grid step of 1: 67 million places
        Assert.Contains("places", Refused(bomb, Limits.Default with { MaxPoints = int.MaxValue }));
    }

    [Fact]
    public void The_same_seed_gives_the_same_stream_and_cancelling_stops_the_search()
    {
        var options = new TriangulationOptions { TargetBytes = 90, Trials = 40, Seed = 7 };
        Assert.Equal(Encode(options), Encode(options));
        Assert.Throws<OperationCanceledException>(() => new TriangulationCodec().Encode(Wall, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void What_cannot_be_is_named()
    {
        Assert.Contains("Colors is 33", Assert.Throws<ArgumentException>(() => new TriangulationCodec(new() { Colors = 33 })).Message);
        Assert.Contains("GridStep is 0", Assert.Throws<ArgumentException>(() => new TriangulationCodec(new() { GridStep = 0 })).Message);
        Assert.Contains("the target is 12 bytes", Assert.Throws<ArgumentException>(() => Encode(new() { TargetBytes = 12 })).Message);
        Assert.Contains("3000 x 1500 pixels", Assert.Throws<ArgumentException>(() => new TriangulationCodec().Encode(new RgbImage(3000, 1500))).Message);
    }

    private static byte[] Encode(TriangulationOptions options) => new TriangulationCodec(options).Encode(Wall);

    private static string Refused(byte[] stream, Limits limits) => Assert.Throws<BitstreamException>(() => new TriangulationCodec { Limits = limits }.Decode(stream)).Message;
}
