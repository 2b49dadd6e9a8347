using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

public class IntegerTableTests
{
    // Two tables: -1 to 0 in parts 1 and 300, the escape 65235; 7 alone in 65535, the escape 1.
    private static readonly byte[] Good = [2, /* -1 */ 1, 2, 1, 0xAC, 2, /* 7 */ 14, 1, 0xFF, 0xFF, 3];

    [Fact]
    public void A_table_from_probabilities_follows_the_hand_example()
    {
        var table = IntegerTable.FromProbabilities(-1, [.1, .2, 0], 0);
        Assert.Equal((-1, 1, 3), (table.First, table.Last, table.Count));
        Assert.Equal([0, 21845, 65534, 65535, 65536], Starts(table));
        Assert.Equal(Math.Log2(3), table.Bits(-1), 1e-4);
        Assert.Equal(16 + 5 + 1, table.Bits(-4), 1e-9); // an escape of 1/65536, 5 bits, distance 3 in 1 more
    }

    [Fact]
    public void Gaussian_tables_rise_to_65536_and_lose_little_against_the_density()
    {
        for (int k = 0; k < GaussianSymbols.Scales; k++)
        {
            var (table, scale) = (GaussianSymbols.Tables[k], GaussianSymbols.Scale(k));
            int[] starts = Starts(table);
            Assert.Equal(65536, starts[^1]);
            Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.First < pair.Second));
            double loss = Enumerable.Range(table.First, table.Count)
                .Sum(v => GaussianSymbols.Probability(v, scale) * (table.Bits(v) + Math.Log2(GaussianSymbols.Probability(v, scale))));
            Assert.InRange(loss, -0.001, 0.025);
        }
    }

    [Fact]
    public void Written_tables_follow_the_hand_example_and_come_back()
    {
        var tables = IntegerTables.FromBytes(Good);
        Assert.Equal((2, -1, 7), (tables.Count, tables[0].First, tables[1].First));
        Assert.Equal([0, 1, 301, 65536], Starts(tables[0]));
        Assert.Equal([0, 65535, 65536], Starts(tables[1]));
        Assert.Equal(Good, tables.ToBytes());
        byte[] gaussians = GaussianSymbols.Tables.ToBytes();
        var read = IntegerTables.FromBytes(gaussians);
        Assert.Equal(gaussians, read.ToBytes());
        Assert.All(Enumerable.Range(0, 64), k => Assert.Equal(Starts(GaussianSymbols.Tables[k]), Starts(read[k])));
    }

    [Fact]
    public void Damaged_tables_are_refused_or_are_other_tables() =>
        Assert.True(Damage.Survive(Good, bytes => Assert.Equal(bytes, IntegerTables.FromBytes(bytes).ToBytes())) > 20);

    [Theory]
    [InlineData(new byte[] { 0 }, "0 tables")]
    [InlineData(new byte[] { 0x81, 0x20 }, "4,097 tables")]
    [InlineData(new byte[] { 1, 0, 0 }, "0 values")]
    [InlineData(new byte[] { 1, 0, 0xFF, 0xFF, 1, 1 }, "32,767 values")]
    [InlineData(new byte[] { 1, 0, 2, 1, 0 }, "empty")]
    [InlineData(new byte[] { 1, 0, 1, 0x80, 0x80, 4 }, "empty")]
    [InlineData(new byte[] { 1, 0, 2, 0xFF, 0xFF, 3, 0xFF, 0xFF, 0xFF, 0xFF, 7 }, "empty")]
    [InlineData(new byte[] { 1, 0x82, 0x80, 0x80, 0x10, 1, 1 }, "beyond 16777216")]
    [InlineData(new byte[] { 1, 0x81, 0x80, 0x80, 0x10, 1, 1 }, "beyond 16777216")]
    [InlineData(new byte[] { 1, 0, 1, 0x81, 0 }, "number")]
    public void Impossible_tables_are_refused_with_a_reason(byte[] bytes, string reason) =>
        Assert.Contains(reason, Assert.Throws<BitstreamException>(() => IntegerTables.FromBytes(bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tables_that_no_coder_can_use_are_refused()
    {
        var even = CdfTable.FromCounts([1, 1]);
        Assert.Throws<ArgumentException>(() => new IntegerTable(0, CdfTable.FromCounts([1])));
        Assert.Throws<ArgumentException>(() => new IntegerTable(IntegerTable.MaxSize + 1, even));
        Assert.Throws<ArgumentException>(() => new IntegerTable(-IntegerTable.MaxSize - 1, even));
        Assert.Throws<ArgumentException>(() => new IntegerTables([]));
        Assert.Throws<ArgumentException>(() => new IntegerTables(Enumerable.Repeat(new IntegerTable(0, even), 4097)));
    }

    private static int[] Starts(IntegerTable table) => [.. Enumerable.Range(0, table.Cdf.Symbols + 1).Select(table.Cdf.Start)];
}
