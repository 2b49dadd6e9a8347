using CsCheck;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Tests.Codecs.Entropy;

public class ModelTests
{
    [Fact]
    public void Cdf_follows_the_hand_example()
    {
        var table = CdfTable.FromProbabilities([.1, .2, 0, 0]);
        Assert.Equal([0, 21845, 65534, 65535, 65536], Enumerable.Range(0, 5).Select(table.Start));
    }

    [Fact]
    public void Cdf_gives_every_symbol_a_share() =>
        Gen.Double[0, 1].Select(p => p < 0.3 ? 0 : p).Array[1, 300].Where(p => p.Sum() > 0).Sample(probabilities =>
        {
            var table = CdfTable.FromProbabilities(probabilities);
            Assert.Equal(65536, table.Start(table.Symbols));
            Assert.All(Enumerable.Range(0, table.Symbols), i => Assert.True(table.Start(i) < table.Start(i + 1)));
        }, iter: 200);

    [Fact]
    public void Cdf_refuses_what_is_no_distribution()
    {
        Assert.Throws<ArgumentException>(() => CdfTable.FromProbabilities([]));
        Assert.Throws<ArgumentException>(() => CdfTable.FromProbabilities([0, 0]));
        Assert.Throws<ArgumentException>(() => CdfTable.FromProbabilities([double.NaN]));
    }

    [Fact]
    public void Adaptive_bit_starts_at_its_counts_and_averages()
    {
        Assert.Equal(65536 * 7 / 10, AdaptiveBit.FromCounts(3, 1, 255).Zero, 1.0);
        var bit = AdaptiveBit.Fresh;
        bit.Update(0);
        Assert.Equal(32768 + 32768 * 2 / 3, bit.Zero, 1.0);
        for (int i = 0; i < 1000; i++)
            bit.Update(0);
        Assert.InRange(bit.Zero, 65400, 65504);
        Assert.InRange(bit.Cost(0), 0, 10);
    }

    [Fact]
    public void Bit_cost_is_minus_log2_of_the_share()
    {
        Assert.Equal(BitCost.Unit, BitCost.Of(32768));
        Assert.Equal(3 * BitCost.Unit, BitCost.Of(8192));
        Assert.Equal(0, BitCost.Of(65536));
    }

    [Fact]
    public void Adaptive_symbols_come_back_from_alphabets_of_every_size() =>
        Gen.Int[1, 300].SelectMany(n => Gen.Select(Gen.Const(n), Gen.Int[0, n - 1].Array[0, 200])).Sample((n, symbols) =>
        {
            var encoder = new RangeEncoder();
            var model = new AdaptiveModel(n);
            foreach (int symbol in symbols)
                model.Encode(encoder, symbol);
            var decoder = new RangeDecoder(encoder.Finish());
            model = new AdaptiveModel(n);
            foreach (int symbol in symbols)
                Assert.Equal(symbol, model.Decode(ref decoder));
            decoder.Finish();
        }, iter: 200);

    [Fact]
    public void A_model_that_knows_the_counts_starts_near_the_entropy()
    {
        var model = new AdaptiveModel([700, 100, 100, 100], 1000);
        Assert.Equal(-Math.Log2(0.7) * BitCost.Unit, model.Cost(0), 60.0);
        Assert.Equal(-Math.Log2(0.1) * BitCost.Unit, model.Cost(2), 60.0);
    }

    [Fact]
    public void A_symbol_outside_the_alphabet_is_refused()
    {
        var encoder = new RangeEncoder();
        new AdaptiveModel(8).Encode(encoder, 7);
        byte[] bytes = encoder.Finish();
        Assert.Throws<BitstreamException>(() =>
        {
            var decoder = new RangeDecoder(bytes);
            new AdaptiveModel(6).Decode(ref decoder);
        });
    }

    [Fact]
    public void Integers_of_every_size_come_back() =>
        Gen.OneOf(Gen.Int[-3, 3], Gen.Int[-40, 40], Gen.Int[-(1 << 20), 1 << 20]).Array[0, 200].Sample(values =>
        {
            var encoder = new RangeEncoder();
            var model = new AdaptiveInteger();
            foreach (int value in values)
                model.Encode(encoder, value);
            var decoder = new RangeDecoder(encoder.Finish());
            model = new AdaptiveInteger();
            foreach (int value in values)
                Assert.Equal(value, model.Decode(ref decoder));
            decoder.Finish();
        }, iter: 200);
}
