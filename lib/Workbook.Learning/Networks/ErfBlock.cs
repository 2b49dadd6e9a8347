using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>ERFNet's residual block, "non-bottleneck-1D": two 3x3 convolutions, each as a column of three and a row of three, the input added, ReLU.</summary>
internal sealed class ErfBlock : nn.Module<Tensor, Tensor>
{
    private readonly Sequential layers;
    private readonly ChannelDropout dropout;

    /// <param name="channels">In and out.</param>
    /// <param name="dilation">Distance between the places that the second 3x3 reads.</param>
    /// <param name="dropped">Share of the feature maps that are dropped in training.</param>
    /// <param name="place">The block's number in its network: each drops by numbers of its own.</param>
    internal ErfBlock(int channels, int dilation, double dropped, int place) : base(nameof(ErfBlock))
    {
        layers = nn.Sequential(Column(channels, 1), nn.ReLU(), Row(channels, 1), Layers.BatchNorm(channels), nn.ReLU(),
            Column(channels, dilation), nn.ReLU(), Row(channels, dilation), Layers.BatchNorm(channels));
        dropout = new(dropped, $"dropout {place}");
        RegisterComponents();
    }

    /// <inheritdoc cref="IDropout.Drop"/>
    internal void Drop(StepRandom random, long step) => dropout.At = (random, step);

    /// <summary>Applies the block; shape stays. The caller disposes it.</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var change = layers.call(x);
        return (x + (training ? dropout.Apply(change) : change)).relu().MoveToOuterDisposeScope();
    }

    private static Conv2d Column(int channels, int dilation) => nn.Conv2d(channels, channels, (3, 1), padding: (dilation, 0), dilation: (dilation, 1));

    private static Conv2d Row(int channels, int dilation) => nn.Conv2d(channels, channels, (1, 3), padding: (0, dilation), dilation: (1, dilation));
}
