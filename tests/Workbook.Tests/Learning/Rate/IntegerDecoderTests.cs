using TorchSharp;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Rate;

public class IntegerDecoderTests
{
    private static readonly StepRandom Random = new(2);

    [Theory]
    [InlineData("hyperprior")]
    [InlineData("mean")]
    [InlineData("anchor")]
    public void The_integer_network_follows_the_float_one(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Small(name);
        var z = Random.Normal([1, 6, 3, 2], 0, 0, "z").mul_(8).round_();
        using var network = new IntegerNetwork("h_s", model.HyperSynthesis, CPU);
        var integers = network.Apply((z[0].permute(1, 2, 0) * FixedPoint.One).to(float64)) / FixedPoint.One;
        var floats = model.HyperSynthesis.call(z)[0].permute(1, 2, 0);
        Assert.Equal(floats.shape, integers.shape);
        Assert.InRange((integers - floats).abs().max().item<double>(), 0, 1e-3); // rounding by 2^-15 in each of 3 to 5 layers
    }

    [Theory]
    [InlineData("hyperprior", 2, 3)]
    [InlineData("mean", 2, 3)]
    [InlineData("mean", 1, 1)]
    [InlineData("anchor", 1, 1)]
    [InlineData("anchor", 2, 1)]
    [InlineData("anchor", 1, 3)]
    public void What_was_encoded_is_decoded(string name, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var model = Small(name);
        using var integers = model.ToIntegers();
        var (z, y) = Latents(model, height, width);
        var medians = model.Bottleneck.FixedPointMedians();
        var (zTables, yTables) = (model.Bottleneck.ToTables(), GaussianConditional.ToTables());

        var encoder = new RangeEncoder();
        var hyper = LatentWalk.Start(medians, height, width, z);
        Encode(encoder, hyper, zTables);
        var sent = integers.Start(hyper, y);
        Encode(encoder, sent, yTables);

        var decoder = new RangeDecoder(encoder.Finish());
        var hyperBack = LatentWalk.Start(medians, height, width);
        Decode(ref decoder, hyperBack, zTables);
        var back = integers.Start(hyperBack);
        Decode(ref decoder, back, yTables);
        decoder.Finish();

        Assert.True(sent.Latent().equal(back.Latent()).all().item<bool>());
        Assert.True(hyper.Latent().equal(hyperBack.Latent()).all().item<bool>());
        Assert.InRange((back.Latent() - y).abs().max().item<float>(), 0, 0.50001f);
        Assert.InRange((hyperBack.Latent() - z).abs().max().item<float>(), 0, 0.50001f);
    }

    [Fact]
    public void Every_wave_sees_what_the_masked_convolution_sees()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var model = (Cheng2020Model)Small("anchor");
        var (z, y) = Latents(model, 2, 3);
        var hyper = Over(LatentWalk.Start(model.Bottleneck.FixedPointMedians(), 2, 3, z));
        var walk = model.ToIntegers().Start(hyper, y);
        var tables = Tables(walk);

        var features = cat([model.HyperSynthesis.call(hyper.Latent()), model.ContextPrediction.call(walk.Latent())], 1);
        var scales = model.EntropyParameters.call(features)[0].narrow(0, 0, 6); // [6, 8, 12]
        var order = Enumerable.Range(0, 8 * 12).OrderBy(p => p % 12 + 3 * (p / 12)).ThenBy(p => p / 12).ToArray();
        var expected = order.SelectMany(p => Enumerable.Range(0, 6).Select(c => GaussianConditional.IndexOf(scales[c, p / 12, p % 12].item<float>()))).ToArray();
        Assert.Equal(expected.Length, tables.Count);
        Assert.InRange(expected.Zip(tables, (a, b) => a == b ? 0 : 1).Sum(), 0, expected.Length / 200); // a scale may lie at a level's edge
    }

    [Fact]
    public void Positions_one_by_one_have_the_tables_and_values_that_they_have_in_waves()
    {
        using var scope = NewDisposeScope();
        using var model = Small("anchor");
        using var integers = model.ToIntegers();
        var (z, y) = Latents(model, 2, 3);
        var hyper = Over(LatentWalk.Start(model.Bottleneck.FixedPointMedians(), 2, 3, z));
        var (waves, oneByOne) = (integers.Start(hyper, y), integers.Start(hyper, y, oneByOne: true));
        var order = Enumerable.Range(0, 8 * 12).OrderBy(p => p % 12 + 3 * (p / 12)).ThenBy(p => p / 12);
        Assert.Equal(Tables(oneByOne), Tables(waves).Chunk(waves.Channels).Zip(order).OrderBy(pair => pair.Second).SelectMany(pair => pair.First));
        Assert.True(waves.Latent().equal(oneByOne.Latent()).all().item<bool>());
    }

    [Fact]
    public void Levels_compare_as_their_borders_do()
    {
        using var scope = NewDisposeScope();
        using var gaussian = new IntegerGaussian(1, CPU);
        Assert.All(GaussianConditional.Borders, border => Assert.InRange(Math.Abs(border * FixedPoint.One - Math.Round(border * FixedPoint.One)), 1e-6, 1));
        var values = GaussianConditional.Borders.SelectMany(border => new[] { Math.Floor(border * FixedPoint.One), Math.Ceiling(border * FixedPoint.One) }).Append(-5).ToArray();
        var (tables, means) = gaussian.Read(tensor(values).view(-1, 1));
        Assert.Equal(values.Select(value => GaussianConditional.IndexOf(value / FixedPoint.One)), tables);
        Assert.All(means, mean => Assert.Equal(0, mean));
    }

    [Fact]
    public void Weights_that_cannot_be_exact_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.StartsWith("a sum of h_s.0 could reach 9.01E+15, allowed is 2^53",
            Assert.Throws<ArgumentException>(() => new IntegerMatrix("h_s.0", ones(16384, 1), zeros(1), CPU)).Message);
        Assert.StartsWith("h_s.0 has a weight that is not a number",
            Assert.Throws<ArgumentException>(() => new IntegerMatrix("h_s.0", full([2, 1], double.NaN), zeros(1), CPU)).Message);
        new IntegerMatrix("h_s.0", ones(16383, 1), zeros(1), CPU).Dispose();
    }

    [Fact]
    public void A_latent_of_another_size_or_without_numbers_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.StartsWith("the latent is [1, 2, 3, 3], but its side information is for [1, 2, 3, 4]",
            Assert.Throws<ArgumentException>(() => LatentWalk.Start([0, 0], 3, 4, zeros(1, 2, 3, 3))).Message);
        Assert.StartsWith("the latent has a value that is not a number",
            Assert.Throws<ArgumentException>(() => LatentWalk.Start([0], 1, 1, full([1, 1, 1, 1], float.NaN))).Message);
    }

    /// <summary>A model whose scales spread over many tables; the same on every machine, as one rounded product of floats is.</summary>
    internal static HyperpriorModel Small(string name)
    {
        HyperpriorModel model = name switch
        {
            "hyperprior" => new ScaleHyperpriorModel(new LatentSizes(6, 8), 4),
            "mean" => new MeanScaleHyperpriorModel(new LatentSizes(6, 8), 4),
            _ => new Cheng2020Model(new Cheng2020Sizes(6), 4),
        };
        using var frozen = no_grad();
        foreach (var (parameterName, parameter) in model.named_parameters())
            if (parameterName.EndsWith(".weight", StringComparison.Ordinal))
                parameter.mul_(1.75);
        return model;
    }

    /// <summary>z and y of whole multiples of 2^-6, the same on every machine.</summary>
    internal static (Tensor Z, Tensor Y) Latents(HyperpriorModel model, int height, int width)
    {
        Tensor Of(string name, params long[] shape) => (Random.Uniform(shape, 0, 0, name) * 1024).floor() / 64 - 8;
        return (Of("z", 1, model.Bottleneck.Channels, height, width), Of("y", 1, model.LatentChannels, 4 * height, 4 * width));
    }

    private static List<int> Tables(LatentWalk walk)
    {
        var tables = new List<int>();
        while (walk.Next())
            tables.AddRange(walk.Tables);
        return tables;
    }

    private static LatentWalk Over(LatentWalk walk)
    {
        while (walk.Next())
        {
        }
        return walk;
    }

    private static void Encode(RangeEncoder encoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
            tables.Encode(encoder, walk.Symbols, walk.Tables);
    }

    private static void Decode(ref RangeDecoder decoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
            tables.Decode(ref decoder, walk.Tables, walk.Symbols);
    }
}
