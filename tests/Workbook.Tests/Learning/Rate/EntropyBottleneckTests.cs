using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Rate;

public class EntropyBottleneckTests
{
    private const int Channels = 3;
    private readonly EntropyBottleneck _bottleneck = Skewed();

    [Fact]
    public void Likelihoods_of_all_integers_sum_to_1()
    {
        using var scope = NewDisposeScope();
        var sums = _bottleneck.call(Line(-2000, 2000)).sum([0, 2, 3]).data<double>().ToArray();
        Assert.All(sums, sum => Assert.Equal(1, sum, 1e-5)); // 4000 floors of 1e-9
    }

    [Fact]
    public void A_new_bottleneck_is_a_logistic_density_of_scale_10()
    {
        // With a = 0 and b = 0 the layers multiply: c(x) = x / 10.
        using var scope = NewDisposeScope();
        var p = new EntropyBottleneck(1).call(tensor(new[] { 7f }).view(1, 1, 1, 1)).item<float>();
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        Assert.Equal(Sigmoid(0.75) - Sigmoid(0.65), p, 1e-6);
    }

    [Fact]
    public void Quantiles_rise_and_are_where_the_cumulative_says()
    {
        using var scope = NewDisposeScope();
        var probabilities = new[] { 1e-5, 0.01, 0.3, 0.5, 0.9, 0.999 };
        var quantiles = probabilities.Select(_bottleneck.Quantiles).ToArray();
        for (var channel = 0; channel < Channels; channel++)
            for (var i = 1; i < probabilities.Length; i++)
            {
                var (low, high) = (quantiles[i - 1][channel], quantiles[i][channel]);
                Assert.True(low < high);
                // The density between two quantiles, each step integrated exactly by the likelihood of its middle.
                var steps = Math.Floor(high - low);
                var values = arange(0, steps, dtype: float64) + low + 0.5;
                var inside = steps == 0 ? 0 : Of(channel, values).sum().item<double>();
                var rest = probabilities[i] - probabilities[i - 1] - inside;
                Assert.InRange(rest, -1e-6, Of(channel, tensor(new[] { high - 0.5 })).item<double>() + Of(channel, tensor(new[] { high + 0.5 })).item<double>());
            }
    }

    [Fact]
    public void Tables_hold_the_likelihoods_around_the_median()
    {
        using var scope = NewDisposeScope();
        var medians = _bottleneck.Medians().data<double>().ToArray();
        var tables = _bottleneck.Probabilities();
        Assert.Equal(Channels, tables.Count);
        for (var channel = 0; channel < Channels; channel++)
        {
            var table = tables[channel];
            Assert.InRange(medians[channel] - _bottleneck.Quantiles(0.5)[channel], -1.0 / 32768, 1.0 / 32768);
            var values = arange(table.First, table.First + table.Inside.Length, dtype: float64) + medians[channel];
            var expected = Of(channel, values).flatten().data<double>().ToArray();
            Assert.All(expected.Zip(table.Inside), pair => Assert.Equal(pair.First, pair.Second, 1.1e-9));
            Assert.Equal(1, table.Inside.Sum() + table.Outside, 1e-12);
            Assert.InRange(table.Outside, 0, 1.0 / 65536);
            var shipped = _bottleneck.ToTables()[channel];
            Assert.Equal(table.First, shipped.First);
            Assert.Equal(-Math.Log2(table.Inside.Max()), shipped.Bits(table.First + Array.IndexOf(table.Inside, table.Inside.Max())), 0.01);
        }
    }

    [Fact]
    public void Gradients_of_the_rate_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var y = Line(-4, 5) + 0.3;
        FiniteDifferences.Check(() => _bottleneck.call(y).log(), [y, .. _bottleneck.parameters()]);
    }

    [Fact]
    public void Mixed_precision_around_it_leaves_its_digits()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("libtorch's switch has another name on Windows");
        using var scope = NewDisposeScope();
        var (bottleneck, y) = (new EntropyBottleneck(2), zeros(1, 2, 3, 3));
        var exact = bottleneck.call(y);
        using (Autocast.On(CPU))
        {
            Assert.True(exact.equal(bottleneck.call(y)).all().item<bool>());
            Assert.Equal(ScalarType.BFloat16, nn.Conv2d(2, 2, 1).call(y).dtype);
        }
    }

    private Tensor Of(int channel, Tensor values)
    {
        var all = values.view(1, 1, 1, -1).expand(1, Channels, 1, values.numel());
        return _bottleneck.call(all).select(1, channel);
    }

    /// <summary>[1, Channels, 1, high - low].</summary>
    private static Tensor Line(int low, int high) => arange(low, high, dtype: float64).view(1, 1, 1, -1).repeat(1, Channels, 1, 1);

    private static EntropyBottleneck Skewed()
    {
        var bottleneck = (EntropyBottleneck)new EntropyBottleneck(Channels).to(float64);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, parameter) in bottleneck.named_parameters())
            parameter.add_(new StepRandom(1).Normal(parameter.shape, 0, 0, name).mul_(0.4));
        return bottleneck;
    }
}
