using Workbook.Codecs;
using Workbook.Codecs.Frequency;

namespace Workbook.Tests.Codecs.Frequency;

public sealed class CosineTransformTests
{
    public static TheoryData<int, int, int> Sides => new() { { 1, 1, 1 }, { 1, 8, 8 }, { 2, 3, 5 }, { 7, 6, 4 }, { 8, 8, 8 } };

    /// <summary>Every machine's cosine then rounds to the same entry, whatever its last digits.</summary>
    [Fact]
    public void No_entry_lies_near_where_its_rounding_turns()
    {
        for (var n = 1; n <= CosineTransform.Longest; n++)
            Assert.All(CosineTransform.Matrix(n), entry => Assert.True(Math.Abs(Math.Abs(entry * 16384 % 1) - 0.5) > 1e-6));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void What_went_forward_comes_back_to_a_hundredth_of_a_grey_level(int depth, int rows, int columns)
    {
        var (sides, random) = (new VolumeShape(depth, rows, columns), new SeededRandom(5));
        int[] samples = [.. Enumerable.Range(0, (int)sides.Count).Select(_ => 64 * (random.Next(256) - 128))];
        var block = (int[])samples.Clone();
        CosineTransform.Forward(block, sides);
        Assert.Equal(Direct(samples, sides), block.Select(coefficient => (double)coefficient), (a, b) => Math.Abs(a - b) < 6);
        CosineTransform.Inverse(block, sides);
        Assert.All(samples.Zip(block), pair => Assert.InRange(pair.Second - pair.First, -6, 6));
    }

    /// <summary>The definition, sum by sum: X_dec of x_ijk times three cosines.</summary>
    private static IEnumerable<double> Direct(int[] samples, VolumeShape sides)
    {
        var (z, y, x) = (CosineTransform.Matrix(sides.Depth), CosineTransform.Matrix(sides.Rows), CosineTransform.Matrix(sides.Columns));
        for (var place = 0; place < samples.Length; place++)
        {
            var (d, r, c) = Split(place, sides);
            yield return samples.Select((sample, at) => Split(at, sides) is var (i, j, k) ? sample * z[d * sides.Depth + i] * y[r * sides.Rows + j] * x[c * sides.Columns + k] : 0).Sum();
        }
    }

    private static (int, int, int) Split(int place, VolumeShape sides) => (place / sides.Columns / sides.Rows, place / sides.Columns % sides.Rows, place % sides.Columns);
}
