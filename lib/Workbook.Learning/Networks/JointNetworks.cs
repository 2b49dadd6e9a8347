using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>C on the device, g and S in the cloud: what is trained together against a discriminator.</summary>
/// <remarks>Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", Fig. 2. Parameters: <c>C.*</c>, <c>g.*</c>, <c>S.*</c>.</remarks>
public sealed class JointNetworks : nn.Module
{
    /// <summary>Puts networks together.</summary>
    /// <param name="compression">C; null where S reads the images themselves.</param>
    /// <param name="reconstruction">g, of the same sizes; null with C.</param>
    /// <param name="segmentation">S: any network that gives logits [N, K, ...] of the size of what it reads.</param>
    /// <exception cref="ArgumentException">Only one of C and g is there, or their sizes differ.</exception>
    public JointNetworks(CompressionNet? compression, FeatureReconstruction? reconstruction, nn.Module<Tensor, Tensor> segmentation) : base(nameof(JointNetworks))
    {
        if (compression is null != reconstruction is null || compression?.Sizes.CodeChannels != reconstruction?.Sizes.CodeChannels || compression?.Sizes.Stride != reconstruction?.Sizes.Stride)
            throw new ArgumentException("C and g belong together: both or neither, with the same code and the same stride");
        (Compression, Reconstruction, Segmentation) = (compression, reconstruction, segmentation);
        if (compression is not null && reconstruction is not null)
        {
            register_module("C", compression);
            register_module("g", reconstruction);
        }
        register_module("S", segmentation);
    }

    /// <summary>C; null where nothing is compressed.</summary>
    public CompressionNet? Compression { get; }

    /// <summary>g; null where nothing is compressed.</summary>
    public FeatureReconstruction? Reconstruction { get; }

    /// <summary>S.</summary>
    public nn.Module<Tensor, Tensor> Segmentation { get; }

    /// <summary>Images through all networks.</summary>
    /// <param name="images">float32 in [0, 1], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="binarize">Bits of probabilities: <see cref="Rate.StochasticBinarizer"/> draws them in training and rounds them for a file.</param>
    /// <returns>The caller disposes its tensors.</returns>
    public JointOutput Run(Tensor images, Func<Tensor, Tensor> binarize)
    {
        if (Compression is null || Reconstruction is null)
            return RunOriginals(images);
        using var scope = NewDisposeScope();
        var code = Compression.call(images);
        var map = Reconstruction.call(binarize(code));
        var predicted = LabelMaps.Probabilities(Segmentation.call(map));
        return new(code.MoveToOuterDisposeScope(), map.MoveToOuterDisposeScope(), predicted.MoveToOuterDisposeScope());
    }

    /// <summary>Images through S alone, which must read as many channels as they have.</summary>
    /// <param name="images">float32 in [0, 1], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <returns>Without a code; the feature map are the images themselves. The caller disposes its tensors.</returns>
    public JointOutput RunOriginals(Tensor images)
    {
        using var scope = NewDisposeScope();
        return new(null, images, LabelMaps.Probabilities(Segmentation.call(images)).MoveToOuterDisposeScope());
    }

    /// <summary>What the cloud makes of bits: the label map's probabilities.</summary>
    /// <param name="bits">0 or 1. float32 [N, B, h, w] or [N, B, d, h, w].</param>
    /// <returns>The feature map and the probabilities; the caller disposes them.</returns>
    /// <exception cref="InvalidOperationException">Nothing is compressed here.</exception>
    public (Tensor FeatureMap, Tensor Predicted) Segment(Tensor bits)
    {
        var g = Reconstruction ?? throw new InvalidOperationException("these networks read images, not bits");
        using var scope = NewDisposeScope();
        var map = g.call(bits);
        return (map.MoveToOuterDisposeScope(), LabelMaps.Probabilities(Segmentation.call(map)).MoveToOuterDisposeScope());
    }
}
