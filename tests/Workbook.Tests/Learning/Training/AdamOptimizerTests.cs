using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public class AdamOptimizerTests
{
    private readonly Tensor _input = new StepRandom(3).Normal([4, 3, 8, 8], 0, 0, "input");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ten_steps_with_clipped_gradients_agree_with_torchs_own_Adam(bool fused)
    {
        using var scope = NewDisposeScope();
        var (mine, theirs) = (Layer(), Layer());
        ChannelsLast.Apply(mine);
        using var adam = new AdamOptimizer(mine, fused);
        var reference = optim.Adam(theirs.parameters(), 0.01);
        for (var step = 0; step < 10; step++)
        {
            adam.ZeroGradients();
            Loss(mine).backward();
            adam.Step(0.01, Math.Max(1, adam.GradientNorm() / 0.5));
            reference.zero_grad();
            Loss(theirs).backward();
            nn.utils.clip_grad_norm_(theirs.parameters(), 0.5);
            reference.step();
        }
        Assert.Equal(10, adam.State["step"].item<float>());
        Assert.All(mine.parameters().Zip(theirs.parameters()), pair => Assert.True(allclose(pair.First, pair.Second, rtol: 1e-5, atol: 1e-6)));
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_and_the_parameter_that_breaks_it_is_named()
    {
        using var scope = NewDisposeScope();
        var layer = Layer();
        using var adam = new AdamOptimizer(layer);
        layer.weight!.grad = full_like(layer.weight, 2); // 5 x 3 x 3 x 3 = 135 values
        layer.bias!.grad = full_like(layer.bias, 2);
        Assert.Equal(2 * Math.Sqrt(140), adam.GradientNorm(), 4);
        Assert.Null(adam.FirstNotFinite());
        layer.bias.grad = full_like(layer.bias, float.NaN);
        Assert.False(double.IsFinite(adam.GradientNorm()));
        Assert.Equal("bias", adam.FirstNotFinite());
    }

    [Fact]
    public void A_gradient_in_another_memory_order_moves_the_right_weights()
    {
        using var scope = NewDisposeScope();
        var (plain, turned) = (Layer(), Layer());
        ChannelsLast.Apply(turned);
        using var first = new AdamOptimizer(plain);
        using var second = new AdamOptimizer(turned);
        foreach (var layer in new[] { plain, turned })
            (layer.weight!.grad, layer.bias!.grad) = (arange(135, dtype: float32).reshape(5, 3, 3, 3) - 60, ones(5));
        first.Step(0.01);
        second.Step(0.01);
        Assert.True(allclose(plain.weight!, turned.weight!, rtol: 0, atol: 0));
        ChannelsLast.Apply(plain);
        Assert.Contains("make the optimiser last", Assert.Throws<InvalidOperationException>(() => first.Step(0.01)).Message);
    }

    private Tensor Loss(nn.Module<Tensor, Tensor> layer) => layer.call(_input).square().sum();

    private static TorchSharp.Modules.Conv2d Layer()
    {
        var layer = nn.Conv2d(3, 5, 3);
        using var frozen = no_grad();
        foreach (var (name, parameter) in layer.named_parameters())
            parameter.copy_(new StepRandom(4).Normal(parameter.shape, 0, 0, name));
        return layer;
    }
}
