using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The reconstruction layers g: bits become a feature map of the image's size, which a segmentation network reads in its place.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", g and Fig. 4: a single channel, learned for the
/// segmentation and for nobody's eyes. With as many channels as the image it is a decoder for pixels (Auto/Seg).
/// </remarks>
public sealed class FeatureReconstruction : nn.Module<Tensor, Tensor>
{
    private readonly Spatial layers;
    private readonly nn.Module<Tensor, Tensor> features;
    private readonly nn.Module<Tensor, Tensor>[] levels;
    private readonly nn.Module<Tensor, Tensor> last;

    /// <summary>Makes the layers that undo what a <see cref="CompressionNet"/> of the same sizes does.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of the weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public FeatureReconstruction(CompressionSizes sizes, ulong seed = 0) : base(nameof(FeatureReconstruction))
    {
        (Sizes, layers) = (sizes, sizes.Check());
        int[] widths = [.. sizes.Widths.Reverse()];
        features = nn.Sequential([layers.Layer(sizes.CodeChannels, widths[0]),
            .. Enumerable.Range(0, sizes.Blocks).Select(_ => new SpatialResidualBlock(layers, widths[0]))]);
        levels = [.. widths.Zip(widths.Skip(1).Append(widths[^1]), (from, to) => layers.DoublingLayer(from, to))];
        last = new FewMapsConvolution(sizes.Dimensions, widths[^1], sizes.FeatureChannels);
        RegisterComponents();
        foreach (var (i, level) in levels.Index())
            register_module($"level{i}", level);
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public CompressionSizes Sizes { get; }

    /// <summary>The feature map.</summary>
    /// <param name="bits">0 or 1. float32 [N, K, h, w] or [N, K, d, h, w].</param>
    /// <returns>[N, features, s h, s w], or with s d in front; no bounds; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The bits have another shape.</exception>
    public override Tensor forward(Tensor bits)
    {
        layers.Check(bits, Sizes.CodeChannels, 1, "the reconstruction g");
        using var scope = NewDisposeScope();
        var maps = features.call(bits * Held.Number(2) - Held.Number(1));
        foreach (var level in levels)
            maps = level.call(maps);
        return last.call(maps).MoveToOuterDisposeScope();
    }
}
