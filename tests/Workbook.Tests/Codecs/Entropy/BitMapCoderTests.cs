using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

public sealed class BitMapCoderTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(4, 1, 8, 8)]
    [InlineData(3, 5, 2, 7)]
    [InlineData(2, 1, 1, 40)]
    public void Any_bits_come_back_and_no_prefix_or_flip_gives_the_same(int channels, int depth, int rows, int columns)
    {
        var coder = BitMapCoder.Untaught(channels);
        foreach (var share in new[] { 0, 10, 50, 100 })
        {
            var maps = Draw(channels, depth, rows, columns, share);
            var payload = coder.Encode(maps);
            Assert.Equal(maps.Bits, coder.Decode(payload, depth, rows, columns).Bits);
            for (var length = 0; length < payload.Length; length++)
                Differs(coder, payload[..length], maps);
            for (var bit = 0; bit < 8 * payload.Length; bit++)
            {
                var damaged = (byte[])payload.Clone();
                damaged[bit / 8] ^= (byte)(1 << bit % 8);
                Differs(coder, damaged, maps);
            }
        }
    }

    [Fact]
    public void What_a_domain_taught_makes_codes_of_it_shorter()
    {
        var counts = new int[2 * BitMapCoder.Contexts * 2];
        for (ulong seed = 1; seed <= 40; seed++)
            BitMapCoder.Count(Disc(seed), counts);
        var (taught, untaught) = (new BitMapCoder(counts), BitMapCoder.Untaught(2));
        int With(BitMapCoder coder) => Enumerable.Range(100, 20).Sum(seed => coder.Encode(Disc((ulong)seed)).Length);
        Assert.True(With(taught) < 0.8 * With(untaught), $"{With(taught)} against {With(untaught)} bytes");
        Assert.True(With(untaught) < 20 * (2 * 16 * 16 / 8));
        Assert.Equal(Disc(7).Bits, taught.Decode(taught.Encode(Disc(7)), 1, 16, 16).Bits);
    }

    [Fact]
    public void Slices_that_are_unlike_may_have_decisions_of_their_own()
    {
        var counts = new int[2 * BitMapCoder.Contexts * 2 * 3];
        var maps = Draw(2, 3, 30, 30, 50);
        foreach (var (i, _) in maps.Bits.Index().Where(bit => bit.Index / 900 % 3 == 1))
            maps.Bits[i] = 1; // the second slice of each channel
        BitMapCoder.Count(maps, counts);
        Assert.Equal(maps.Bits.Length, counts.Sum());
        Assert.Equal([0, 900], Enumerable.Range(0, 2).Select(bit => counts[256..384].Where((_, i) => i % 2 == bit).Sum())); // channel 0 of slice 1
        var (own, shared) = (new BitMapCoder(counts, slices: 3), BitMapCoder.Untaught(2));
        Assert.Equal(2, own.Channels);
        Assert.Equal(maps.Bits, own.Decode(own.Encode(maps), 3, 30, 30).Bits);
        Assert.True(own.Encode(maps).Length < shared.Encode(maps).Length);
        var longer = Draw(2, 5, 4, 4, 30);
        Assert.Equal(longer.Bits, own.Decode(own.Encode(longer), 5, 4, 4).Bits);
        Assert.Throws<ArgumentException>(() => new BitMapCoder(counts, slices: 4));
    }

    [Fact]
    public void Coin_flips_take_a_bit_each()
    {
        var maps = Draw(2, 1, 64, 64, 50);
        Assert.InRange(BitMapCoder.Untaught(2).Encode(maps).Length, 1024 - 8, 1024 + 24); // 128 contexts have to learn
    }

    [Fact]
    public void Wrong_counts_channels_and_sizes_are_refused_before_memory_is_taken()
    {
        Assert.Throws<ArgumentException>(() => new BitMapCoder(new int[100]));
        Assert.Throws<ArgumentException>(() => new BitMapCoder([-1, .. new int[127]]));
        Assert.Contains("the coder has 2", Assert.Throws<ArgumentException>(() => BitMapCoder.Untaught(2).Encode(new BitMaps(3, 1, 2, 2))).Message);
        Assert.Throws<ArgumentException>(() => new BitMaps(1, 1 << 20, 1 << 20, 1 << 20));
        Assert.Throws<BitstreamException>(() => BitMapCoder.Untaught(4).Decode([1, 2, 3], 1, 30000, 10000));
    }

    private static void Differs(BitMapCoder coder, byte[] payload, BitMaps maps)
    {
        try
        {
            Assert.NotEqual(maps.Bits, coder.Decode(payload, maps.Depth, maps.Rows, maps.Columns).Bits);
        }
        catch (BitstreamException)
        {
        }
    }

    private static BitMaps Draw(int channels, int depth, int rows, int columns, int percent)
    {
        var (maps, random) = (new BitMaps(channels, depth, rows, columns), new SeededRandom((ulong)(channels * 1000 + percent)));
        for (var i = 0; i < maps.Bits.Length; i++)
            maps.Bits[i] = (byte)(random.Next(100) < percent ? 1 : 0);
        return maps;
    }

    /// <summary>A disc somewhere, and the same a little larger in the second channel.</summary>
    private static BitMaps Disc(ulong seed)
    {
        var (maps, random) = (new BitMaps(2, 1, 16, 16), new SeededRandom(seed));
        var (row, column, radius) = (4 + random.Next(8), 4 + random.Next(8), 2 + random.Next(3));
        for (var i = 0; i < 512; i++)
            maps.Bits[i] = (byte)(Math.Pow(i / 16 % 16 - row, 2) + Math.Pow(i % 16 - column, 2) < Math.Pow(radius + i / 256, 2) ? 1 : 0);
        return maps;
    }
}
