using CsCheck;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

public class RangeCoderTests
{
    private static readonly Gen<int> SkewedBit = Gen.Int[0, 19].Select(i => i == 0 ? 1 : 0);

    [Fact]
    public void One_sure_decision_costs_no_byte_and_its_opposite_one()
    {
        Assert.Empty(Coded([0], 65000));
        // The upper 536/65536 of the range starts at 0xFDE8FFFF; the shortest number inside is 0xFE000000.
        Assert.Equal([0xFE], Coded([1], 65000));
    }

    [Fact]
    public void Decisions_come_back_and_cost_their_ideal_length()
    {
        SkewedBit.Array[0, 3000].Sample(values =>
        {
            var bit = AdaptiveBit.Fresh;
            double ideal = 0;
            foreach (int value in values)
            {
                ideal -= Math.Log2((value == 0 ? bit.Zero : 65536 - bit.Zero) / 65536.0);
                bit.Update(value);
            }
            byte[] bytes = Coded(values, 32768, 0);
            Assert.Equal(values, Decoded(bytes, values.Length));
            Assert.InRange(8 * bytes.Length, ideal - 8 * 12, ideal + 10);
        }, iter: 200);
    }

    [Fact]
    public void Mixed_symbols_come_back()
    {
        var table = CdfTable.FromProbabilities([.1, .2, 0, .7]);
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 32], Gen.UInt).Array[0, 300].Sample(items =>
        {
            var encoder = new RangeEncoder();
            foreach (var (symbol, count, value) in items)
            {
                table.Encode(encoder, symbol);
                encoder.EncodeBits(Low(value, count), count);
            }
            var decoder = new RangeDecoder(encoder.Finish());
            foreach (var (symbol, count, value) in items)
            {
                Assert.Equal(symbol, decoder.Decode(table));
                Assert.Equal(Low(value, count), decoder.DecodeBits(count));
            }
            decoder.Finish();
        }, iter: 200);
    }

    [Fact]
    public void A_carry_runs_through_bytes_of_255()
    {
        // Even bits of 1 put 0xFF bytes out; a sure 1 at the end then often carries through them all.
        for (int ones = 0; ones < 200; ones++)
        {
            int[] values = [.. Enumerable.Repeat(1, ones), 0, 1, 1];
            Assert.Equal(values, Decoded(Coded(values, 200, 255), values.Length, 200, 255));
        }
    }

    [Fact]
    public void Every_prefix_decodes_to_something_else_or_is_refused()
    {
        var values = Enumerable.Range(0, 4000).Select(i => i * i / 7 % 3 == 0 ? 1 : 0).ToArray();
        byte[] bytes = Coded(values, 32768, 0);
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(TryDecode(bytes.AsSpan(0, length), values.Length) is { } read && read.SequenceEqual(values));
    }

    [Fact]
    public void Reading_far_behind_the_end_is_refused() =>
        Assert.Throws<BitstreamException>(() => new RangeDecoder([1, 2, 3]).DecodeMany(200));

    [Fact]
    public void Bytes_that_nobody_reads_are_refused()
    {
        byte[] bytes = [.. Coded([0, 1, 0], 32768), 0, 0, 0, 7];
        Assert.Throws<BitstreamException>(() => Decoded(bytes, 3));
    }

    [Fact]
    public void Any_bytes_decode_or_are_refused() => Gen.Byte.Array[0, 40].Sample(bytes => { _ = TryDecode(bytes, 500); }, iter: 1000);

    internal static uint Low(uint value, int count) => count == 32 ? value : value & ((1u << count) - 1);

    private static byte[] Coded(int[] values, int zero, int count = 4)
    {
        var encoder = new RangeEncoder();
        var bit = new AdaptiveBit(zero, count);
        foreach (int value in values)
            encoder.Encode(ref bit, value);
        return encoder.Finish();
    }

    private static int[] Decoded(ReadOnlySpan<byte> bytes, int length, int zero = 32768, int count = 0)
    {
        var decoder = new RangeDecoder(bytes);
        var bit = new AdaptiveBit(zero, count);
        var values = new int[length];
        for (int i = 0; i < length; i++)
            values[i] = decoder.Decode(ref bit);
        decoder.Finish();
        return values;
    }

    private static int[]? TryDecode(ReadOnlySpan<byte> bytes, int length)
    {
        try
        {
            return Decoded(bytes, length);
        }
        catch (BitstreamException)
        {
            return null;
        }
    }
}

internal static class RangeDecoderReads
{
    internal static void DecodeMany(this RangeDecoder decoder, int bits)
    {
        for (int i = 0; i < bits; i++)
            decoder.DecodeBits(1);
    }
}
