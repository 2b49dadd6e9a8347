using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>From images to the map in which objects are looked for.</summary>
/// <remarks>Halvings with a residual block after each but the first (He et al., "Deep Residual Learning"). The last but one size is kept for its detail and
/// gets what the last has seen of the surroundings: one step of the way down in Lin et al., "Feature Pyramid Networks for Object Detection", section 3.
/// Group in place of batch normalisation, as in all these networks.</remarks>
internal sealed class DetectionBackbone : nn.Module<Tensor, Tensor>
{
    private readonly Spatial layers = new(2);
    private readonly nn.Module<Tensor, Tensor>[] down;
    private readonly nn.Module<Tensor, Tensor> lateral;
    private readonly nn.Module<Tensor, Tensor> deep;
    private readonly nn.Module<Tensor, Tensor> smooth;

    internal DetectionBackbone(FasterRcnnSizes sizes) : base(nameof(DetectionBackbone))
    {
        var widths = sizes.Widths;
        down = [.. widths.Prepend(3).Zip(widths).Select((pair, i) => Halving(pair.First, pair.Second, i > 0))];
        lateral = layers.Conv(widths[^2], sizes.MapChannels, kernel: 1);
        deep = layers.Conv(widths[^1], sizes.MapChannels, kernel: 1);
        smooth = layers.Layer(sizes.MapChannels, sizes.MapChannels);
        RegisterComponents();
        foreach (var (i, layer) in down.Index())
            register_module($"down{i}", layer);
    }

    /// <summary>[N, 3, H, W] to [N, map channels, H / map stride, W / map stride].</summary>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var maps = images;
        foreach (var layer in down[..^1])
            maps = layer.call(maps);
        return smooth.call(lateral.call(maps) + DoublingConvolution.Doubled(deep.call(down[^1].call(maps)))).MoveToOuterDisposeScope();
    }

    private nn.Module<Tensor, Tensor> Halving(int inputs, int outputs, bool residual)
    {
        var layer = layers.Layer(inputs, outputs, stride: 2);
        return residual ? nn.Sequential(layer, new SpatialResidualBlock(layers, outputs)) : layer;
    }
}
