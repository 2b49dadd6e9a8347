using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The compression network C: an image becomes a small map of probabilities, one for each bit of the code.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", C. The paper gives its budget (about 1.3 M
/// parameters, 8.1 G operations); the layers are our choice: strided convolutions, residual blocks at the smallest size, and a sigmoid.
/// <see cref="Rate.StochasticBinarizer"/> makes bits of the probabilities.
/// </remarks>
public sealed class CompressionNet : nn.Module<Tensor, Tensor>
{
    private const int FirstKernel = 5;
    private readonly Spatial layers;
    private readonly nn.Module<Tensor, Tensor> features;
    private readonly nn.Module<Tensor, Tensor> code;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public CompressionNet(CompressionSizes sizes, ulong seed = 0) : base(nameof(CompressionNet))
    {
        (Sizes, layers) = (sizes, sizes.Check());
        var inputs = sizes.Widths.Prepend(sizes.InputChannels);
        features = nn.Sequential([
            .. inputs.Zip(sizes.Widths).Select((pair, i) => layers.Layer(pair.First, pair.Second, i == 0 ? FirstKernel : 3, stride: 2)),
            .. Enumerable.Range(0, sizes.Blocks).Select(_ => new SpatialResidualBlock(layers, sizes.Widths[^1]))]);
        code = layers.Conv(sizes.Widths[^1], sizes.CodeChannels);
        RegisterComponents();
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public CompressionSizes Sizes { get; }

    /// <summary>The probability that each bit is 1.</summary>
    /// <param name="images">float32 in [0, 1], [N, C, H, W] or [N, C, D, H, W], sides multiples of the stride.</param>
    /// <returns>In (0, 1): [N, K, H/s, W/s], or with D/s in front; float32 also under autocast; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public override Tensor forward(Tensor images)
    {
        layers.Check(images, Sizes.InputChannels, Sizes.Stride, "the compression network C");
        using var scope = NewDisposeScope();
        return code.call(features.call(images)).to(float32).sigmoid().MoveToOuterDisposeScope();
    }
}
