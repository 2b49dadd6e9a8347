using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Devices;

public class FastPathTests
{
    private readonly StepRandom _random = new(7);

    [Fact]
    public void Channels_last_changes_strides_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var maps = _random.Normal([2, 3, 4, 5], 0, 0, "maps");
        var last = ChannelsLast.Of(maps);
        Assert.Equal([60, 1, 15, 3], last.stride());
        Assert.True(last.equal(maps).all().item<bool>());

        var layer = nn.Conv2d(3, 4, 3);
        var before = layer.forward(maps);
        ChannelsLast.Apply(layer);
        Assert.Equal(1, layer.weight!.stride()[1]);
        Assert.True(layer.weight.requires_grad);
        Assert.True(allclose(before, layer.forward(last), rtol: 1e-5, atol: 1e-5));
    }

    [Fact]
    public void Mixed_precision_ends_with_its_scope_and_stays_near()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("libtorch's switch has another name on Windows");
        using var scope = NewDisposeScope();
        var layer = nn.Conv2d(3, 4, 3);
        var maps = _random.Normal([2, 3, 8, 8], 0, 0, "maps");
        var exact = layer.forward(maps);
        Tensor rough;
        using (Autocast.On(CPU))
            rough = layer.forward(maps);
        Assert.Equal(ScalarType.BFloat16, rough.dtype);
        Assert.True(allclose(exact, rough.to(float32), rtol: 0.02, atol: 0.02));
        Assert.Equal(ScalarType.Float32, layer.forward(maps).dtype);
        Assert.Null(Autocast.On(CPU, wanted: false));
    }

    [Fact]
    public void The_same_step_draws_the_same_numbers_and_any_other_one_draws_others()
    {
        using var scope = NewDisposeScope();
        var draws = new[] { (0, 3L, "noise"), (1, 3L, "noise"), (0, 4L, "noise"), (0, 3L, "crop") }
            .Select(place => _random.Uniform([1000], place.Item1, place.Item2, place.Item3)).ToArray();
        Assert.True(draws[0].equal(new StepRandom(7).Uniform([1000], 0, 3, "noise")).all().item<bool>());
        Assert.All(draws[1..], other => Assert.InRange(other.eq(draws[0]).sum().item<long>(), 0, 5));
        Assert.InRange(draws[0].mean().item<float>(), 0.45f, 0.55f);
        Assert.Equal(_random.For(0, 3, "crop").NextBits(), new StepRandom(7).For(0, 3, "crop").NextBits());
    }
}
