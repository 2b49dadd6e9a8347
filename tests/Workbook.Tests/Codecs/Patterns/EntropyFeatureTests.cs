using Workbook.Codecs;
using Workbook.Codecs.Patterns;

namespace Workbook.Tests.Codecs.Patterns;

public class EntropyFeatureTests
{
    // A value of scikit-image agrees with ours to float32 and to the 2^-20 of each term: below 2e-6 of at most 6.34 bits.
    private const double Tolerance = 1e-5;

    [Fact]
    public void A_block_mean_leaves_out_what_lies_beyond_the_plane()
    {
        var plane = new EntropyPlane(2, 3, [1, 3, 5, 3, 5, 1]);
        Assert.Equal([3f, 3f], plane.BlockMeans(2));
        Assert.Equal(5, plane.ToGrid()[0, 2]);
    }

    [Fact]
    public void One_pixel_and_one_value_carry_no_information()
    {
        Assert.Equal([0f], EntropyFeature.Compute(new GrayImage(1, 1)).Values);
        Assert.All(EntropyFeature.Compute(new GrayImage(20, 30)).Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Two_values_in_equal_number_carry_one_bit()
    {
        var values = EntropyFeature.Compute(new GrayImage(1, 4, [7, 7, 9, 9])).Values;
        Assert.All(values, value => Assert.Equal(1, value, Tolerance));
    }

    [Fact]
    public void Distinct_values_carry_the_logarithm_of_the_number_of_pixels()
    {
        var gray = new GrayImage(11, 11, [.. Enumerable.Range(0, 121).Select(i => (byte)i)]);
        var values = EntropyFeature.Compute(gray).Values;
        Assert.Equal(Math.Log2(81), values[5 * 11 + 5], Tolerance);
        Assert.Equal(Math.Log2(26), values[0], Tolerance);       // a quarter of the disk with both its edges
    }

    // skimage.filters.rank.entropy(gray, disk(5)) 0.19.3 for gray[r, c] = (37 r + 91 c + r c) mod 256 mod 23 on 7 x 9, three rows.
    [Fact]
    public void Values_equal_those_of_scikit_image()
    {
        var gray = Pattern(7, 9);
        float[] expected =
        [
            3.902175f, 3.937752f, 4.030493f, 4.125129f, 4.126950f, 4.161953f, 4.051462f, 4.002268f, 3.873141f,
            3.953968f, 3.998728f, 4.043074f, 4.183534f, 4.245015f, 4.231866f, 4.208367f, 4.065118f, 4.006750f,
            3.873141f, 3.937752f, 4.030493f, 3.966831f, 3.999458f, 4.015612f, 4.003258f, 3.897587f, 3.777363f,
        ];
        var values = EntropyFeature.Compute(gray).Values;
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i / 9 * 3 * 9 + i % 9], Tolerance);
    }

    [Theory]
    [InlineData(1, 40, 1)]
    [InlineData(33, 1, 1)]
    [InlineData(40, 31, 1)]
    [InlineData(40, 31, 3)]
    [InlineData(13, 14, 20)]
    public void Every_value_equals_the_definition(int rows, int columns, int stride)
    {
        foreach (int greys in new[] { 2, 30, 256 })
        {
            var random = new SeededRandom((ulong)(rows + greys));
            var gray = new GrayImage(rows, columns);
            foreach (ref byte pixel in gray.Pixels.AsSpan())
                pixel = (byte)random.Next(greys);
            var plane = EntropyFeature.ComputeStrided(gray, stride);
            Assert.Equal(((rows + stride - 1) / stride, (columns + stride - 1) / stride), (plane.Rows, plane.Columns));
            for (int i = 0; i < plane.Rows; i++)
                for (int j = 0; j < plane.Columns; j++)
                    Assert.Equal(Definition(gray, i * stride, j * stride), plane.Values[i * plane.Columns + j], Tolerance);
        }
    }

    [Fact]
    public void Blocks_repeat_the_nearest_value_beyond_the_edge()
    {
        var plane = new EntropyPlane(2, 3, [1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 4, 5, 3, 3, 6, 6], plane.CutBlocks(2));
        Assert.Equal([1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6, 4, 5, 6, 6], plane.CutBlocks(4));
    }

    [Fact]
    public void Blocks_can_have_a_given_value_beyond_the_edge()
    {
        var plane = new EntropyPlane(2, 3, [1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0], plane.CutBlocks(4, beyond: 0));
    }

    private static GrayImage Pattern(int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => (i / columns, i % columns))
            .Select(p => (byte)((37 * p.Item1 + 91 * p.Item2 + p.Item1 * p.Item2) % 256 % 23))]);

    private static double Definition(GrayImage gray, int row, int column)
    {
        var around = from y in Enumerable.Range(0, gray.Rows)
                     from x in Enumerable.Range(Math.Max(0, column - 5), 11)
                     where x < gray.Columns && (y - row) * (y - row) + (x - column) * (x - column) <= 25
                     select gray.Pixels[y * gray.Columns + x];
        var pixels = around.ToArray();
        return pixels.GroupBy(v => v).Select(g => (double)g.Count() / pixels.Length).Sum(p => -p * Math.Log2(p));
    }
}
