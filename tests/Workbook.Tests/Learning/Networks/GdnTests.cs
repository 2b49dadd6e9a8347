using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

public class GdnTests
{
    private readonly StepRandom _random = new(3);

    [Fact]
    public void A_value_by_hand()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 3f, 4 }).view(1, 2, 1, 1);
        var y = Layer(false, [4, 1], [[1, 0.5], [0.25, 2]]).call(x.to(float64)).data<double>().ToArray();
        Assert.Equal(3 / Math.Sqrt(4 + 9 + 8), y[0], 1e-9);
        Assert.Equal(4 / Math.Sqrt(1 + 2.25 + 32), y[1], 1e-9);

        var start = new Gdn(2).call(x).data<float>().ToArray();
        Assert.Equal(3 / Math.Sqrt(1.9), start[0], 1e-6);
        Assert.Equal(4 / Math.Sqrt(2.6), start[1], 1e-6);
    }

    [Fact]
    public void The_inverse_undoes_it_where_both_strengths_are_the_same()
    {
        using var scope = NewDisposeScope();
        var x = _random.Normal([2, 3, 4, 4], 0, 0, "x").to(float64);
        var (beta, none) = (new[] { 4.0, 9, 0.25 }, new[] { new double[3], new double[3], new double[3] });
        Assert.True(allclose(x, Layer(true, beta, none).call(Layer(false, beta, none).call(x))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_finite_differences(bool inverse)
    {
        using var scope = NewDisposeScope();
        var layer = Layer(inverse, [1.5, 0.7, 2], [[0.3, 0.1, 0.2], [0.4, 0.2, 0.05], [0.1, 0.6, 0.3]]);
        var x = _random.Normal([2, 3, 2, 2], 0, 0, "x").to(float64);
        FiniteDifferences.Check(() => layer.call(x), [x, .. layer.parameters()]);
    }

    [Fact]
    public void The_bounds_gradient_passes_above_and_where_it_leads_upwards()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2.0, 0.5, 0.5 }).requires_grad_();
        var bounded = LowerBound.Of(x, 1);
        Assert.Equal([2.0, 1, 1], bounded.data<double>());
        bounded.backward([tensor(new[] { 3.0, 3, -3 })]);
        Assert.Equal([3.0, 0, -3], x.grad!.data<double>());
    }

    [Fact]
    public void Another_number_of_channels_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.StartsWith("the input is [1, 3, 4, 4]; GDN of 2 channels needs [N, 2, H, W]",
            Assert.Throws<ArgumentException>(() => new Gdn(2).call(zeros(1, 3, 4, 4))).Message);
    }

    private static Gdn Layer(bool inverse, double[] beta, double[][] gamma)
    {
        var layer = (Gdn)new Gdn(beta.Length, inverse).to(float64);
        using var frozen = no_grad();
        void Set(string name, IEnumerable<double> values)
            => layer.get_parameter(name)!.view(-1).copy_(tensor(values.Select(v => Math.Sqrt(v + Math.Pow(2, -36))).ToArray()));
        Set("beta", beta);
        Set("gamma", gamma.SelectMany(row => row));
        return layer;
    }
}
