using MathNet.Numerics.Distributions;
using TorchSharp;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Rate;

public class GaussianConditionalTests
{
    [Fact]
    public void Scales_run_from_011_to_256_evenly_in_their_logarithm()
    {
        var scales = GaussianConditional.Scales;
        Assert.Equal(64, scales.Count);
        Assert.Equal(0.11, scales[0], 1e-12);
        Assert.Equal(256, scales[^1], 1e-9);
        Assert.All(Enumerable.Range(1, 63), k => Assert.Equal(Math.Pow(256 / 0.11, 1 / 63.0), scales[k] / scales[k - 1], 1e-12));
    }

    [Fact]
    public void A_scale_is_rounded_to_the_level_with_the_nearest_logarithm()
    {
        var levels = GaussianConditional.Scales.Select(scale => Math.Log(scale)).ToArray();
        Assert.Equal(0, GaussianConditional.IndexOf(-1));
        Assert.Equal(63, GaussianConditional.IndexOf(1e9));
        for (var scale = 0.1; scale < 300; scale *= 1.0123)
            Assert.Equal(levels.Index().MinBy(level => Math.Abs(level.Item - Math.Log(scale))).Index, GaussianConditional.IndexOf(scale));
    }

    [Fact]
    public void Tables_are_differences_of_the_normal_distribution()
    {
        foreach (var (scale, table) in GaussianConditional.Scales.Zip(GaussianConditional.Probabilities()))
        {
            for (var i = 0; i < table.Inside.Length; i++)
            {
                var v = Math.Abs(table.First + i);
                var expected = Normal.CDF(0, scale, 0.5 - v) - Normal.CDF(0, scale, -0.5 - v);
                Assert.Equal(expected, table.Inside[i], 1e-14);
            }
            Assert.Equal(-table.First, table.First + table.Inside.Length - 1);
            Assert.Equal(1, table.Inside.Sum() + table.Outside, 1e-12);
            Assert.InRange(table.Outside, 0, 1.0 / 65536);
        }
    }

    [Fact]
    public void Shipped_tables_cost_at_most_a_fiftieth_of_a_bit_more_than_the_entropy()
    {
        var shipped = GaussianConditional.ToTables();
        Assert.Equal(64, shipped.Count);
        foreach (var (level, k) in GaussianConditional.Probabilities().Select((level, k) => (level, k)))
        {
            var cost = level.Inside.Select((p, i) => p == 0 ? 0 : p * (shipped[k].Bits(level.First + i) + Math.Log2(p))).Sum();
            Assert.InRange(cost, 0, 0.02);
        }
    }

    [Fact]
    public void Likelihoods_agree_with_the_normal_distribution()
    {
        using var scope = NewDisposeScope();
        var (y, scales, means) = Latents();
        var p = GaussianConditional.Likelihood(y, scales, means).data<double>().ToArray();
        for (var i = 0; i < p.Length; i++)
        {
            var (value, deviation, mean) = (y[0, i, 0, 0].item<double>(), Math.Max(0.11, scales[0, i, 0, 0].item<double>()), means[0, i, 0, 0].item<double>());
            var expected = Normal.CDF(mean, deviation, value + 0.5) - Normal.CDF(mean, deviation, value - 0.5);
            Assert.Equal(Math.Max(1e-9, expected), p[i], 1e-12);
        }
        Assert.Equal(1e-9, GaussianConditional.Likelihood(tensor(90.0), tensor(1.0)).item<double>(), 1e-20);
    }

    [Fact]
    public void Gradients_of_the_rate_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var (y, scales, means) = Latents();
        FiniteDifferences.Check(() => GaussianConditional.Likelihood(y, scales.clamp_min(0.12), means).log(), y, scales, means);
    }

    private static (Tensor Y, Tensor Scales, Tensor Means) Latents()
    {
        Tensor Of(params double[] values) => tensor(values).view(1, -1, 1, 1);
        return (Of(0.3, -2, 5.2, 0.1, 7, -1.3), Of(1, 0.5, 3, 0.05, 40, 0.8), Of(0.1, -1.7, 3.9, 0, -9, 0.2));
    }
}
