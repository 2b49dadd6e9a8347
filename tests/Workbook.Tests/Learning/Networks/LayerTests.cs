using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

public class LayerTests
{
    private readonly StepRandom _random = new(5);

    [Fact]
    public void The_masked_convolution_sees_the_past_in_its_window_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var layer = new MaskedConv2d(1, 1);
        using var frozen = no_grad();
        layer.get_parameter("weight")!.copy_(_random.Uniform([1, 1, 5, 5], 0, 0, "weight").add_(1));
        var before = layer.call(zeros(1, 1, 6, 7));
        for (var place = 0; place < 42; place++)
        {
            var x = zeros(1, 1, 6, 7);
            x.view(-1)[place] = 1;
            var changed = layer.call(x).ne(before).flatten().data<bool>().ToArray();
            for (var other = 0; other < 42; other++)
            {
                var (rows, columns) = (other / 7 - place / 7, other % 7 - place % 7);
                Assert.Equal(place < other && rows <= 2 && Math.Abs(columns) <= 2, changed[other]);
            }
        }
    }

    [Fact]
    public void The_masked_convolution_has_gradients_for_what_it_sees_alone()
    {
        using var scope = NewDisposeScope();
        var layer = (MaskedConv2d)new MaskedConv2d(2, 2).to(float64);
        var x = _random.Normal([1, 2, 4, 5], 0, 0, "x").to(float64);
        FiniteDifferences.Check(() => layer.call(x), [x, .. layer.parameters()]);
        Assert.Equal(2 * 2 * MaskedConv2d.Taps, layer.get_parameter("weight")!.grad!.count_nonzero().item<long>());
        Assert.Equal([2L, 2, MaskedConv2d.Taps], layer.SeenWeights().shape);
        Assert.Equal(["weight", "bias"], layer.state_dict().Keys);
    }

    [Fact]
    public void Blocks_keep_halve_and_double_sizes()
    {
        using var scope = NewDisposeScope();
        var x = _random.Normal([2, 4, 6, 8], 0, 0, "x");
        Assert.Equal([2L, 4, 6, 8], new ResidualBlock(4).call(x).shape);
        Assert.Equal([2L, 6, 3, 4], new ResidualBlockWithStride(4, 6).call(x).shape);
        Assert.Equal([2L, 4, 12, 16], new ResidualBlockUpsample(4).call(x).shape);
        Assert.Equal([2L, 4, 6, 8], new AttentionBlock(4).call(x).shape);
    }

    /// <summary>With libtorch's own strided 1x1 convolution this ended the process.</summary>
    [Fact]
    public void Channels_last_gives_the_same_gradients_for_images_of_three_channels()
    {
        using var scope = NewDisposeScope();
        var block = new ResidualBlockWithStride(3, 8);
        var x = _random.Normal([2, 3, 64, 64], 0, 0, "x");
        Tensor Gradient(Tensor images)
        {
            block.zero_grad();
            block.call(images).square().sum().backward();
            return block.get_parameter("skip.weight")!.grad!.clone();
        }
        var plain = Gradient(x);
        ChannelsLast.Apply(block);
        Assert.True(allclose(plain, Gradient(ChannelsLast.Of(x)), rtol: 1e-4, atol: 1e-2)); // sums of 2048 squares in float32
    }

    [Fact]
    public void Blocks_without_weights_let_their_input_through()
    {
        using var scope = NewDisposeScope();
        var x = _random.Normal([1, 4, 4, 4], 0, 0, "x");
        Assert.True(x.equal(Silent(new ResidualBlock(4)).call(x)).all().item<bool>());
        // Attention's units are silent but for their own shortcut: relu(relu(relu(x))), and sigmoid(0) = 1/2 of that is added.
        Assert.True((x + x.relu() / 2).equal(Silent(new AttentionBlock(4)).call(x)).all().item<bool>());
    }

    private static nn.Module<Tensor, Tensor> Silent(nn.Module<Tensor, Tensor> block)
    {
        using var frozen = no_grad();
        foreach (var parameter in block.parameters())
            parameter.zero_();
        return block;
    }
}
