using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Codecs.Color;

namespace Workbook.Tests.Codecs.Color;

public class ColorDictionaryTests
{
    [Fact]
    public void The_picture_of_a_palette_has_a_square_for_each_color()
    {
        var image = new ColorDictionary([new(1, 1, 1), new(2, 2, 2)]).ToImage(squareSize: 2);
        Assert.Equal((2, 4), (image.Rows, image.Columns));
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], image.Pixels);
    }

    [Fact]
    public void Two_heaps_of_colors_become_their_weighted_means()
    {
        ColorCount[] counts = [new(new Rgb(10, 0, 0), 3), new(new Rgb(14, 0, 0), 1), new(new Rgb(200, 200, 250), 1), new(new Rgb(200, 202, 250), 1)];
        Assert.Equal([new(11, 0, 0), new Rgb(200, 201, 250)], ColorDictionary.Learn(counts, 1).Colors.ToArray());
        // One colour for all: (3*10 + 14 + 400) / 6 = 74, 402 / 6 = 67, 500 / 6 = 83.3.
        Assert.Equal([new Rgb(74, 67, 83)], ColorDictionary.Learn(counts, 0).Colors.ToArray());
    }

    [Fact]
    public void Fewer_colors_than_places_are_kept_exactly_and_the_lightest_is_repeated()
    {
        ColorCount[] counts = [new(new Rgb(9, 9, 9), 1), new(new Rgb(1, 2, 3), 5), new(new Rgb(9, 9, 9), 4), new(new Rgb(50, 0, 0), 0)];
        Assert.Equal([new(1, 2, 3), new(9, 9, 9), new(9, 9, 9), new Rgb(9, 9, 9)], ColorDictionary.Learn(counts, 2).Colors.ToArray());
        var palette = ColorDictionary.Learn([new(new Rgb(7, 7, 7), 1000)], 12);
        Assert.Equal(4096, palette.Colors.Length);
        Assert.Equal(0, palette.Nearest(new Rgb(255, 0, 0)));
    }

    [Fact]
    public void The_nearest_color_is_that_of_the_definition_with_the_lowest_index_among_equals()
    {
        var random = new SeededRandom(8);
        for (int bits = 0; bits <= ColorDictionary.MaxColorBits; bits += bits < 9 ? 1 : 3)
        {
            // Few levels, so that many colours repeat and many distances tie.
            var palette = new ColorDictionary([.. Enumerable.Range(0, 1 << bits).Select(_ => Random(random, bits % 2 == 0 ? 256 : 5))]);
            for (int i = 0; i < 200; i++)
            {
                var color = Random(random, 256);
                Assert.Equal(Naive(palette, color), palette.Nearest(color));
            }
            foreach (var corner in new[] { new Rgb(0, 0, 0), new Rgb(255, 255, 255), new Rgb(255, 0, 255) })
                Assert.Equal(Naive(palette, corner), palette.Nearest(corner));
        }
    }

    [Fact]
    public void A_recolored_image_has_the_nearest_palette_color_at_every_pixel()
    {
        var palette = new ColorDictionary([new(0, 0, 0), new(200, 200, 250)]);
        var image = new RgbImage(1, 2, [90, 90, 90, 250, 160, 160]);
        Assert.Equal([0, 0, 0, 200, 200, 250], palette.Recolor(image).Pixels);
    }

    [Fact]
    public void Colors_go_from_dark_to_light()
    {
        var palette = new ColorDictionary([new(255, 255, 255), new(0, 0, 255), new(0, 255, 0), new(255, 0, 0)]);
        Assert.Equal([new(0, 0, 255), new(255, 0, 0), new(0, 255, 0), new Rgb(255, 255, 255)], palette.Colors.ToArray());
        Assert.Throws<ArgumentException>(() => new ColorDictionary([new(0, 0, 0), new(0, 0, 1), new(0, 0, 2)]));
    }

    [Fact]
    public void A_palette_depends_on_the_counts_and_the_seed_only_and_is_fixed_for_ever()
    {
        var counts = Cloud(3000);
        var palette = ColorDictionary.Learn(counts, 6).ToBytes();
        new SeededRandom(1).Shuffle(counts.AsSpan());
        Assert.Equal(palette, ColorDictionary.Learn(counts, 6).ToBytes());
        Assert.NotEqual(palette, ColorDictionary.Learn(counts, 6, seed: 2).ToBytes());
        // Exact on every CPU: whole numbers only.
        Assert.Equal("908C68A17B066555", Convert.ToHexString(SHA256.HashData(palette))[..16]);
    }

    [Fact]
    public void Every_cluster_ends_at_the_mean_of_its_colors()
    {
        // Rounds end early, when they gain less than 1/20000: the error is then within a hundredth of that of the clusters' true means.
        var counts = Cloud(500);
        var palette = ColorDictionary.Learn(counts, 4);
        double error = 0, best = 0;
        foreach (var cluster in counts.GroupBy(c => palette.Nearest(c.Color)))
        {
            double weight = cluster.Sum(c => c.Count);
            var mean = (R: cluster.Sum(c => c.Count * (double)c.Color.Red) / weight, G: cluster.Sum(c => c.Count * (double)c.Color.Green) / weight,
                B: cluster.Sum(c => c.Count * (double)c.Color.Blue) / weight);
            var own = palette[cluster.Key];
            best += cluster.Sum(c => c.Count * (Square(c.Color.Red - mean.R) + Square(c.Color.Green - mean.G) + Square(c.Color.Blue - mean.B)));
            error += cluster.Sum(c => c.Count * (Square(c.Color.Red - own.Red) + Square(c.Color.Green - own.Green) + Square(c.Color.Blue - own.Blue)));
        }
        Assert.InRange(error, best, best * 1.01);
    }

    [Fact]
    public void A_cluster_that_runs_empty_moves_to_the_largest_weighted_error()
    {
        // Three clusters start at the same colour, so two get nothing: they take 100 (80 * 10^4) and then 200 (10 * 4 * 10^4).
        ColorCount[] counts = [new(new Rgb(0, 0, 0), 50), new(new Rgb(10, 0, 0), 50), new(new Rgb(100, 0, 0), 80), new(new Rgb(200, 0, 0), 10)];
        var centers = new ColorClusters(counts, 3, seed: 1).Run(CancellationToken.None, [0, 0, 0]);
        Assert.Equal([new(5, 0, 0), new(100, 0, 0), new Rgb(200, 0, 0)], centers);
    }

    [Fact]
    public void Counts_that_make_no_palette_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ColorDictionary.Learn([], 8));
        Assert.Throws<ArgumentException>(() => ColorDictionary.Learn([new(default, 0)], 8));
        Assert.Throws<ArgumentException>(() => ColorDictionary.Learn([new(default, -1), new(default, 5)], 8));
        Assert.Throws<ArgumentException>(() => ColorDictionary.Learn([new(default, long.MaxValue), new(default, long.MaxValue)], 8));
        Assert.Throws<ArgumentException>(() => ColorDictionary.Learn([new(default, 1)], 13));
    }

    [Fact]
    public void Bytes_bring_the_same_palette_back_and_damage_is_refused_or_gives_a_palette()
    {
        var palette = ColorDictionary.Learn(Cloud(300), 5);
        Assert.Equal(palette.Colors, ColorDictionary.FromBytes(palette.ToBytes()).Colors);
        Assert.True(Damage.Survive(palette.ToBytes(), bytes => ColorDictionary.FromBytes(bytes)) > 100);
    }

    private static ColorCount[] Cloud(int size)
    {
        var random = new SeededRandom(4);
        return [.. Enumerable.Range(0, size).Select(_ => new ColorCount(Random(random, 256), 1 + random.Next(100)))];
    }

    private static Rgb Random(SeededRandom random, int levels) => new((byte)random.Next(levels), (byte)random.Next(levels), (byte)random.Next(levels));

    private static int Naive(ColorDictionary palette, Rgb color) => Enumerable.Range(0, palette.Colors.Length).MinBy(i =>
        Square(palette[i].Red - color.Red) + Square(palette[i].Green - color.Green) + Square(palette[i].Blue - color.Blue));

    private static double Square(double x) => x * x;
}
