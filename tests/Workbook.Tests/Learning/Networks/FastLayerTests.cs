using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

/// <summary>Layers that compute maps laid out with their channels last in another way than libtorch: values and gradients must be libtorch's.</summary>
public class FastLayerTests
{
    private readonly StepRandom _random = new(5);

    [Theory]
    [InlineData(new long[] { 2, 16, 7, 9 }, 8, 1.0)]
    [InlineData(new long[] { 3, 12, 5, 5 }, 6, 0.0)]
    [InlineData(new long[] { 1, 7, 3, 4, 5 }, 1, 0.2)]
    [InlineData(new long[] { 2, 8, 8, 40, 40 }, 4, 0.2)] // 12,800 rows: more than three blocks, on several threads
    [InlineData(new long[] { 2, 1, 3, 3 }, 1, 0.0)]
    [InlineData(new long[] { 1, 48, 1, 1 }, 8, 0.0)]
    public void Group_normalisation_is_the_same_in_rows(long[] shape, int groups, double slope)
    {
        using var scope = NewDisposeScope();
        var layer = new GroupNormalization(groups, (int)shape[1], slope);
        Draw(layer);
        var maps = _random.Normal(shape, 0, 0, "maps") * 3 + 50; // far from 0, where squares lose digits
        Assert.True(GroupRows.CanTake(ChannelsLast.Of(maps)));
        Same(layer, x => layer.call(x), maps, 2e-4);
    }

    [Fact]
    public void Group_normalisation_of_equal_numbers_gives_its_bias()
    {
        using var scope = NewDisposeScope();
        var layer = new GroupNormalization(2, 4);
        Assert.Equal(0, layer.call(ChannelsLast.Of(full([2, 4, 3, 3], 1e6f))).abs().max().item<float>());
    }

    [Fact]
    public void Group_normalisation_in_rows_takes_bfloat16()
    {
        using var scope = NewDisposeScope();
        var layer = new GroupNormalization(2, 4, 0);
        var maps = _random.Normal([2, 4, 6, 6], 0, 0, "maps").to(bfloat16);
        var (rows, planes) = (layer.call(ChannelsLast.Of(maps)), layer.call(maps.to(float32)));
        Assert.Equal(bfloat16, rows.dtype);
        Assert.True(allclose(planes, rows.to(float32), rtol: 1e-2, atol: 1e-2));
    }

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(2, 5, 2)]
    [InlineData(3, 2, 0)]
    [InlineData(3, 4, 3)]
    public void Doubling_convolution_is_the_same_as_its_two_steps(int dimensions, int channels, int besides)
    {
        using var scope = NewDisposeScope();
        var layer = new DoublingConvolution(dimensions, channels + besides, 4);
        Draw(layer);
        long[] sides = [.. new long[] { 5, 3, 4 }.Take(dimensions)];
        var maps = _random.Normal([2, channels, .. sides], 0, 0, "maps");
        var beside = besides == 0 ? null : _random.Normal([2, besides, .. sides.Select(side => 2 * side)], 0, 0, "beside");
        Same(layer, x => layer.Of(x, beside), maps, 1e-4);
    }

    [Theory]
    [InlineData(new long[] { 2, 16, 5, 7 }, 1)]
    [InlineData(new long[] { 1, 3, 1, 1 }, 2)]
    [InlineData(new long[] { 2, 12, 1, 2 }, 1)]
    [InlineData(new long[] { 1, 6, 2, 11 }, 2)]
    [InlineData(new long[] { 2, 12, 3, 5, 4 }, 1)]
    [InlineData(new long[] { 1, 5, 2, 1, 6 }, 3)]
    public void Convolution_to_few_maps_is_the_same_in_rows(long[] shape, int outputs)
    {
        using var scope = NewDisposeScope();
        var layer = new FewMapsConvolution(shape.Length - 2, (int)shape[1], outputs);
        Draw(layer);
        var maps = _random.Normal(shape, 0, 0, "maps");
        Assert.True(FewMapsRows.CanTake(ChannelsLast.Of(maps), layer.get_parameter("weight")!));
        Same(layer, x => layer.call(x), maps, 1e-4);
    }

    /// <summary>Values and gradients for both layouts.</summary>
    private void Same(nn.Module layer, Func<Tensor, Tensor> call, Tensor maps, double within)
    {
        var weights = _random.Normal(call(maps).shape, 0, 0, "weights");
        Tensor[] Computed(Tensor input)
        {
            layer.zero_grad();
            var x = input.detach().requires_grad_();
            var y = call(x);
            (y * weights).sum().backward();
            return [y, x.grad!, .. layer.parameters().Select(parameter => parameter.grad!.clone())];
        }
        foreach (var (plain, rows) in Computed(maps).Zip(Computed(ChannelsLast.Of(maps))))
            Assert.True(allclose(plain, rows, rtol: within, atol: within * Math.Max(1, plain.abs().max().item<float>())), $"{(plain - rows).abs().max().item<float>()} of {plain.abs().max().item<float>()}");
    }

    private void Draw(nn.Module layer)
    {
        using var frozen = no_grad();
        foreach (var (name, parameter) in layer.named_parameters())
            parameter.copy_(_random.Normal(parameter.shape, 0, 0, name));
    }
}
