using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class AdamOptimizerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    /// <summary>After a step with g the corrected means are g and g^2; after one more with 0, 0.9 / 1.9 g and 0.999 / 1.999 g^2.</summary>
    [Fact]
    public void Two_steps_by_hand()
    {
        var weight = nn.Parameter(tensor([1f, 1f]));
        using var adam = new AdamOptimizer(nn.ParameterList(weight));
        weight.grad = tensor([3f, -0.5f]);
        Assert.Equal(Math.Sqrt(9.25), adam.Step(0.1), 1e-6);
        Assert.Equal([0.9f, 1.1f], weight.data<float>(), Close);
        weight.grad = zeros(2);
        adam.Step(0.1);
        var second = 0.1f * (0.9f / 1.9f) / MathF.Sqrt(0.999f / 1.999f);
        Assert.Equal([0.9f - second, 1.1f + second], weight.data<float>(), Close);
        Assert.Equal(2, adam.State["0.step"].item<float>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_walks_with_the_Adam_of_TorchSharp(bool fused)
    {
        var (ours, theirs) = (Weights(), Weights());
        using var adam = new AdamOptimizer(nn.ParameterList(ours), fused);
        using var reference = optim.Adam(theirs, 1e-2);
        for (var step = 0; step < 30; step++)
        {
            var rate = reference.ParamGroups.First().LearningRate = 1e-2 / (step + 1);
            foreach (var weights in new[] { ours, theirs })
                foreach (var (weight, i) in weights.Select((weight, i) => (weight, i)))
                    weight.grad = randn(weight.shape, generator: new Generator((ulong)(10 * step + i)));
            var norm = nn.utils.clip_grad_norm_(theirs, 1);
            reference.step();
            Assert.Equal(norm, adam.Step(rate, longest: 1), 1e-4);
        }
        foreach (var (a, b) in ours.Zip(theirs))
            Assert.True(a.allclose(b, rtol: 0, atol: 1e-6)); // thirty steps of 1e-2 at most, in float32
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gradient_that_is_no_number_is_named_and_changes_nothing(bool fused)
    {
        var (good, bad) = (nn.Parameter(ones(1)), nn.Parameter(ones(3)));
        using var adam = new AdamOptimizer(nn.ParameterList(good, bad), fused);
        (good.grad, bad.grad) = (ones(1), tensor([1f, float.NaN, 1f]));
        Assert.True(double.IsNaN(adam.Step(0.1)));
        Assert.Equal("1", adam.FirstNotFinite());
        Assert.Equal([1f, 1f, 1f], bad.data<float>());
        Assert.All(adam.State.Values, state => Assert.Equal(0, state.abs().sum().item<float>()));
    }

    [Fact]
    public void A_weight_without_a_gradient_stays_and_its_step_is_not_counted()
    {
        var (weight, idle, frozen) = (nn.Parameter(ones(3)), nn.Parameter(ones(1)), nn.Parameter(ones(1), requires_grad: false));
        using var adam = new AdamOptimizer(nn.ParameterList(weight, idle, frozen));
        Assert.Equal(0, adam.Step(0.1));
        weight.grad = ones(3);
        adam.Step(0.1);
        adam.ClearGradients();
        Assert.Null(weight.grad);
        Assert.Equal((1f, 0f, 1f), (adam.State["0.step"].item<float>(), adam.State["1.step"].item<float>(), idle.item<float>()));
        Assert.Equal(6, adam.State.Count);
    }

    [Fact]
    public void A_gradient_in_another_memory_layout_moves_the_right_weights()
    {
        var start = rand([4, 3, 2, 2]);
        var (plain, turned) = (nn.Parameter(start.clone()), nn.Parameter(ChannelsLast.Of(start)));
        using var adam = new AdamOptimizer(nn.ParameterList(plain, turned));
        plain.grad = turned.grad = randn([4, 3, 2, 2]);
        adam.Step(0.1);
        Assert.True(plain.allclose(turned, 0, 0));
        using (no_grad())
            turned.set_(start.clone());
        Assert.Contains("make the optimiser last", Assert.Throws<InvalidOperationException>(() => adam.Step(0.1)).Message);
    }

    private static Parameter[] Weights()
        => [.. new long[][] { [40, 30], [7], [], [5, 3, 3, 3] }.Select((shape, i) => nn.Parameter(rand(shape, generator: new Generator((ulong)i))))];

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-6f;
}
