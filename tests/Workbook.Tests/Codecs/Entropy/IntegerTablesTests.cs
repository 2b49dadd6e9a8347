using CsCheck;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

public class IntegerTablesTests
{
    // Parts 16384, 32768, 8192 for -1, 0, 1 and 8192 for the escape.
    private static readonly IntegerTables Tiny = new([IntegerTable.FromProbabilities(-1, [.25, .5, .125], .125)]);

    private static readonly Gen<IntegerTable> AnyTable = Gen.Select(Gen.Int[-300, 300],
        Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 600]).SelectMany(n => Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 1]).Array[n]), Gen.Double[1e-3, 1],
        (first, probabilities, outside) => IntegerTable.FromProbabilities(first, probabilities, outside));

    [Theory]
    // From 3FFFFFFF to BFFFFFFF; the first number whose last 24 bits are zero is 40000000.
    [InlineData(new[] { 0 }, new byte[] { 0x40 })]
    // From 0 on: nothing but zeros, which are left out.
    [InlineData(new[] { -1 }, new byte[0])]
    // From BFFFFFFF to DFFFFFFF.
    [InlineData(new[] { 1 }, new byte[] { 0xC0 })]
    // 3 is the escape from DFFFFFFF on, range 20000000, then even bits 1 (above), 0001 (k), 0 (distance 2 = 10): E + 1/2 + 1/32 of it.
    [InlineData(new[] { 3 }, new byte[] { 0xF1 })]
    // -5 is the escape, then bits 0 (below), 0010, 00 (distance 4 = 100): 2/32 of it.
    [InlineData(new[] { -5 }, new byte[] { 0xE2 })]
    // 0, then 0 again: from 3FFFFFFF + 1FFFFFFF.
    [InlineData(new[] { 0, 0 }, new byte[] { 0x60 })]
    public void Small_payloads_follow_the_hand_examples(int[] values, byte[] payload)
    {
        Assert.Equal(payload, Tiny.Encode(values, new int[values.Length]));
        Assert.Equal(values, Decoded(Tiny, payload, new int[values.Length]));
    }

    [Fact]
    public void Values_inside_and_outside_tables_of_every_size_come_back() => Gen.Select(AnyTable.Array[1, 5], Gen.ULong).Sample((tables, seed) =>
    {
        var (random, set) = (new SeededRandom(seed), new IntegerTables(tables));
        int[] indices = [.. Enumerable.Range(0, 300).Select(_ => random.Next(set.Count))];
        int[] values = [.. indices.Select(index => AnyValue(set[index], random))];
        byte[] payload = set.Encode(values, indices);
        Assert.Equal(values, Decoded(set, payload, indices));
        Assert.True(payload.Length <= indices.Select((index, i) => set[index].Bits(values[i])).Sum() * 1.005 / 8 + 2);
    }, iter: 300);

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(10, 50)]
    [InlineData(1_000, 20)]
    [InlineData(100_000, 2)]
    public void Payloads_come_within_half_a_percent_and_4_bytes_of_the_entropy(int count, int draws)
    {
        for (int seed = 0; seed < draws; seed++)
        {
            var symbols = GaussianSymbols.Draw(count, (ulong)seed, alike: seed % 2 == 1);
            double tables = Bits(symbols, (value, index) => GaussianSymbols.Tables[index].Bits(value));
            double real = Bits(symbols, (value, index) => -Math.Log2(GaussianSymbols.Probability(value, GaussianSymbols.Scale(index))));
            int length = GaussianSymbols.Tables.Encode(symbols.Values, symbols.Indices).Length;
            Assert.InRange(length, 0, tables / 8 * 1.0001 + 1);
            Assert.InRange(length, 0, real / 8 * 1.005 + 4);
        }
    }

    [Fact]
    public void One_symbol_at_a_time_and_sets_that_share_a_payload_decode_as_in_bulk()
    {
        var symbols = GaussianSymbols.Draw(500, 3);
        var encoder = new RangeEncoder();
        Tiny.Encode(encoder, [1, -7, 0], [0, 0, 0]);
        GaussianSymbols.Tables.Encode(encoder, symbols.Values, symbols.Indices);
        var decoder = new RangeDecoder(encoder.Finish());
        var first = new int[3];
        Tiny.Decode(ref decoder, [0, 0, 0], first);
        Assert.Equal([1, -7, 0], first);
        for (int i = 0; i < symbols.Values.Length; i++)
            Assert.Equal(symbols.Values[i], GaussianSymbols.Tables.Decode(ref decoder, symbols.Indices[i]));
        decoder.Finish();
    }

    [Fact]
    public void The_encoder_refuses_what_no_payload_can_hold()
    {
        int far = 1 + IntegerTable.MaxDistance;
        Assert.Equal([far, -far], Decoded(Tiny, Tiny.Encode([far, -far], [0, 0]), [0, 0]));
        foreach (int value in new[] { far + 1, -far - 1, int.MaxValue, int.MinValue })
            Assert.Contains("outside its table of -1 to 1, allowed is 65,535",
                Assert.Throws<ArgumentOutOfRangeException>(() => Tiny.Encode([value], [0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tiny.Encode([0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tiny.Decode([], [-1], new int[1]));
        Assert.Throws<ArgumentException>(() => Tiny.Encode([0, 0], [0]));
        Assert.Throws<ArgumentException>(() => Tiny.Decode([], [0], new int[2]));
    }

    [Fact]
    public void Every_prefix_addition_and_flipped_bit_decodes_to_other_values_or_is_refused()
    {
        var symbols = GaussianSymbols.Draw(400, 7);
        symbols.Values[5] = 90;
        symbols.Values[300] = -4000;
        byte[] good = GaussianSymbols.Tables.Encode(symbols.Values, symbols.Indices);
        var damaged = Enumerable.Range(0, good.Length).Select(length => good[..length])
            .Concat(Enumerable.Range(0, 256).Select(value => (byte[])[.. good, (byte)value]))
            .Concat(Enumerable.Range(0, 8 * good.Length).Select(bit => good.Select((b, i) => i == bit / 8 ? (byte)(b ^ 1 << bit % 8) : b).ToArray()));
        foreach (byte[] bad in damaged)
            Assert.NotEqual(symbols.Values, CheckTaken(GaussianSymbols.Tables, bad, symbols.Indices));
        Assert.Throws<BitstreamException>(() => Decoded(GaussianSymbols.Tables, good, symbols.Indices[..300]));
    }

    [Fact]
    public void No_more_than_16_zeros_are_left_out()
    {
        var indices = new int[200];
        byte[] payload = Tiny.Encode(Enumerable.Repeat(-1, 200).ToArray(), indices); // 400 bits of zero
        Assert.Equal(new byte[4 + 400 / 8 - 16], payload);
        Assert.NotNull(CheckTaken(Tiny, payload, indices));
        Assert.Null(CheckTaken(Tiny, payload[1..], indices));
        Assert.Null(CheckTaken(Tiny, [.. payload, 0], indices));
    }

    [Fact]
    public void Any_bytes_that_are_taken_are_those_that_the_encoder_writes()
    {
        int taken = 0;
        Gen.Select(Gen.Byte.Array[0, 6], Gen.Int[0, 12]).Sample((bytes, count) =>
        {
            if (CheckTaken(Tiny, bytes, new int[count]) != null)
                Interlocked.Increment(ref taken);
        }, iter: 20_000);
        Assert.True(taken > 200, $"{taken} were taken");
    }

    private static int[] Decoded(IntegerTables tables, byte[] payload, int[] indices)
    {
        var values = new int[indices.Length];
        tables.Decode(payload, indices, values);
        return values;
    }

    private static int[]? CheckTaken(IntegerTables tables, byte[] payload, int[] indices)
    {
        try
        {
            int[] values = Decoded(tables, payload, indices);
            Assert.Equal(payload, tables.Encode(values, indices));
            return values;
        }
        catch (BitstreamException)
        {
            return null;
        }
    }

    private static int AnyValue(IntegerTable table, SeededRandom random) => random.Next(8) switch
    {
        0 => table.First - 1,
        1 => table.Last + 1,
        2 => table.First - random.Next(1, IntegerTable.MaxDistance + 1),
        3 => table.Last + random.Next(1, IntegerTable.MaxDistance + 1),
        _ => random.Next(table.First, table.Last + 1),
    };

    private static double Bits(GaussianSymbols symbols, Func<int, int, double> bits) => symbols.Values.Zip(symbols.Indices, bits).Sum();
}
