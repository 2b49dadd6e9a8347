using Workbook.Codecs;

namespace Workbook.Tests.Codecs;

public class SeededRandomTests
{
    // Values of an independent implementation in Python; the first for seed 0 is also published with other xoshiro256** libraries.
    [Fact]
    public void The_first_draws_are_fixed_for_ever()
    {
        Assert.Equal(11091344671253066420, new SeededRandom(0).NextBits());
        Assert.Equal([0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514], Draw(new SeededRandom(1), 3));
        Assert.Equal([0x16cd47cafa1617c5, 0x64c0d3f44a9b8a46, 0x9b5c1db17119bfd0], Draw(new SeededRandom(1, 7), 3));
    }

    [Fact]
    public void Bounded_draws_and_doubles_are_fixed_for_ever()
    {
        var random = new SeededRandom(42);
        Assert.Equal([0, 2, 4, 5, 5, 4, 4, 5, 4, 3], Enumerable.Range(0, 10).Select(_ => random.Next(6)));
        Assert.Equal([682454, 290678, 801026], Enumerable.Range(0, 3).Select(_ => random.Next(1000003)));
        random = new SeededRandom(42);
        Assert.Equal([0.08386297105988216, 0.3789802506626686], [random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void Bounded_draws_come_equally_often()
    {
        var random = new SeededRandom(3);
        var counts = new int[3];
        for (int i = 0; i < 30_000; i++)
            counts[random.Next(-1, 2) + 1]++;
        // Six standard deviations of a binomial with n = 30000, p = 1/3.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 490, 10_000 + 490));
    }

    [Fact]
    public void A_shuffle_keeps_every_item_and_a_bound_below_one_is_refused()
    {
        int[] items = [.. Enumerable.Range(0, 50)];
        new SeededRandom(5).Shuffle(items.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Next(0));
    }

    private static ulong[] Draw(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextBits())];
}
