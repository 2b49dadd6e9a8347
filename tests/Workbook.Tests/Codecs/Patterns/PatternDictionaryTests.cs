using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Tests.Codecs.Patterns;

public class PatternDictionaryTests
{
    // Drawn by an independent implementation of the documented rules in Python.
    [Fact]
    public void The_picture_of_an_entry_is_black_at_its_points_and_a_tally_counts_them_by_block()
    {
        var dictionary = new PatternDictionary(8, 3);
        Assert.Equal(dictionary.Entry(5).ToArray(), dictionary.ToImage(5).Pixels.Index().Where(p => p.Item == 0).Select(p => (ushort)p.Index));
        var points = new List<GridPoint>();
        dictionary.Spray([4, 0, 7, 1], 16, 16, points);
        Assert.Equal([4, 0, 7, 1], new BlockGrid(16, 16, 8).Tally(points));
    }

    [Fact]
    public void Entries_are_fixed_for_ever()
    {
        var dictionary = new PatternDictionary(64, 1);
        Assert.Equal<ushort>([777], dictionary.Entry(1).ToArray());
        Assert.Equal<ushort>([1136, 2127], dictionary.Entry(2).ToArray());
        Assert.Equal<ushort>([111, 123, 157, 850, 1907, 2702, 2780, 3442, 3585], dictionary.Entry(9).ToArray());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int label in Enumerable.Range(0, 64).Concat([512, 1000, 2048, 4095]))
            hash.AppendData(MemoryMarshal.AsBytes(dictionary.Entry(label)));
        Assert.Equal("47F04DA43BF1EBAEEB85ED2BF37ABAAB0DACEA13ADD05DEA5308A8127374478C", Convert.ToHexString(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 4, 2)]
    [InlineData(3, 9, 4)]
    [InlineData(64, 4096, 12)]
    [InlineData(256, 4096, 12)]
    public void Entry_i_has_i_distinct_positions_in_the_block(int blockSize, int entries, int labelBits)
    {
        foreach (var dictionary in new[] { new PatternDictionary(blockSize, 9), PatternDictionary.Learn(blockSize, [[new(1, 1), new(0, 0)]]) })
        {
            Assert.Equal((entries, labelBits), (dictionary.EntryCount, dictionary.LabelBits));
            foreach (int label in Enumerable.Range(0, Math.Min(entries, 20)).Append(entries - 1))
            {
                var entry = dictionary.Entry(label).ToArray();
                Assert.Equal(label, entry.Distinct().Count());
                Assert.All(entry, position => Assert.InRange(position, 0, blockSize * blockSize - 1));
                Assert.Equal(entry.Order(), entry);
            }
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new PatternDictionary(blockSize, 9).Entry(entries).Length);
    }

    [Fact]
    public void Spray_places_blocks_row_by_row_and_drops_points_outside()
    {
        // 3 x 5 pixels in blocks of 2: 2 x 3 blocks, the last row and column partial. The last entry, 3, leaves out one position.
        var dictionary = new PatternDictionary(2, 4);
        var entry = dictionary.Entry(3).ToArray();
        var points = new List<GridPoint>();
        dictionary.Spray([0, 3, 0, 3, 0, 3], 3, 5, points);
        var expected = new List<GridPoint>();
        foreach (var (top, left) in new[] { (0, 2), (2, 0), (2, 4) })
            expected.AddRange(entry.Select(p => new GridPoint(top + p / 2, left + p % 2)).Where(p => p.Row < 3 && p.Column < 5));
        Assert.Equal(expected, points);
        Assert.Throws<ArgumentException>(() => dictionary.Spray([0], 3, 5, points));
    }

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_entries()
    {
        var shared = new PatternDictionary(32, 7);
        var alone = new PatternDictionary(32, 7);
        Parallel.For(0, 2000, i => Assert.True(shared.Entry(i % 300).SequenceEqual(new PatternDictionary(32, 7).Entry(i % 300))));
        Assert.True(alone.Entry(299).SequenceEqual(shared.Entry(299)));
    }

    [Fact]
    public void A_learned_order_starts_where_the_points_are_and_stays_apart()
    {
        var corner = Enumerable.Range(0, 100).Select(_ => new GridPoint(20, 19)).ToArray();   // (4, 3) of a 16 x 16 block
        var learned = PatternDictionary.Learn(16, [corner]);
        Assert.True(learned.IsLearned);
        var first = learned.Entry(1)[0];
        Assert.InRange(first / 16, 2, 6);
        Assert.InRange(first % 16, 1, 5);
        var two = learned.Entry(2).ToArray();
        int other = two.Single(p => p != first);
        Assert.True(Math.Max(Math.Abs(other / 16 - first / 16), Math.Abs(other % 16 - first % 16)) > 1);
    }

    [Fact]
    public void Without_training_points_a_learned_pattern_spreads_evenly()
    {
        var learned = PatternDictionary.Learn(16, []);
        var four = learned.Entry(4).ToArray();
        // Farthest points of a torus of 16: a corner, the middle, and two at half the distance between.
        Assert.Equal<ushort>([0, 8, 128, 136], four);
    }

    [Fact]
    public void Bytes_bring_the_same_dictionary_back()
    {
        foreach (var dictionary in new[] { new PatternDictionary(64, ulong.MaxValue), PatternDictionary.Learn(8, [[new(3, 9)]]) })
        {
            var back = PatternDictionary.FromBytes(dictionary.ToBytes());
            Assert.Equal((dictionary.BlockSize, dictionary.Seed, dictionary.IsLearned), (back.BlockSize, back.Seed, back.IsLearned));
            Assert.True(back.Entry(60).SequenceEqual(dictionary.Entry(60)));
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_give_a_dictionary()
    {
        Damage.Survive(new PatternDictionary(64, 5).ToBytes(), bytes => PatternDictionary.FromBytes(bytes));
        // Changing one bit of an order of all but one of 64 positions leaves the range or repeats a position, but for the missing one.
        var learned = PatternDictionary.Learn(8, []).ToBytes();
        int refused = Damage.Survive(learned, bytes => PatternDictionary.FromBytes(bytes));
        Assert.InRange(refused, learned.Length * 8 - 8, learned.Length * 8 - 1);
    }
}
