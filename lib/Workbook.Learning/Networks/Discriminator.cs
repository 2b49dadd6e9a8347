using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The discriminator D: features of a label map at several scales, in which predicted and true maps are compared.</summary>
/// <remarks>Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", D, after the critic of Xue et al., "SegAN",
/// Fig. 1. It does not say true or false: its features are what <see cref="Losses.MultiScaleFeature"/> measures distances in. Group
/// normalisation bounds them, where SegAN clips weights.</remarks>
public sealed class Discriminator : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private const double Leak = 0.2;
    private readonly Spatial layers;
    private readonly nn.Module<Tensor, Tensor>[] scales;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public Discriminator(DiscriminatorSizes sizes, ulong seed = 0) : base(nameof(Discriminator))
    {
        (Sizes, layers) = (sizes, sizes.Check());
        scales = [.. sizes.Widths.Prepend(sizes.Classes).Zip(sizes.Widths, (from, to) => layers.Layer(from, to, kernel: 4, stride: 2, leak: Leak))];
        foreach (var (i, scale) in scales.Index())
            register_module($"scale{i}", scale);
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public DiscriminatorSizes Sizes { get; }

    /// <summary>The features of every scale.</summary>
    /// <param name="labels">Probabilities, or 0 and 1. float32 [N, classes, H, W] or [N, classes, D, H, W].</param>
    /// <returns>From the finest to the coarsest, each half as large as the one before; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">The labels have another shape.</exception>
    public override IReadOnlyList<Tensor> forward(Tensor labels)
    {
        layers.Check(labels, Sizes.Classes, 1 << Sizes.Widths.Count, "the discriminator D");
        using var scope = NewDisposeScope();
        var features = new List<Tensor>();
        foreach (var scale in scales)
            features.Add(scale.call(features.Count == 0 ? labels : features[^1]));
        return features.ConvertAll(feature => feature.MoveToOuterDisposeScope());
    }
}
