using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>The distance between two label maps in the features of a discriminator.</summary>
/// <remarks>Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", the feature term, after Xue et al.,
/// "SegAN", Eq. (2): mean absolute difference at every scale, averaged over the scales.</remarks>
public static class MultiScaleFeature
{
    /// <summary>The distance.</summary>
    /// <param name="predicted">Features of the predicted map, by scale.</param>
    /// <param name="truth">Features of the true map, of the same shapes.</param>
    /// <returns>Scalar [], at least 0; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The scales are not as many.</exception>
    public static Tensor Distance(IReadOnlyList<Tensor> predicted, IReadOnlyList<Tensor> truth)
    {
        if (predicted.Count != truth.Count || predicted.Count == 0)
            throw new ArgumentException($"there are features of {predicted.Count} and of {truth.Count} scales; expected as many of both, and at least one");
        using var scope = NewDisposeScope();
        var distances = predicted.Zip(truth, (a, b) => (a - b).abs().to(float32).mean());
        return (distances.Aggregate((a, b) => a + b) / Held.Number(predicted.Count)).MoveToOuterDisposeScope();
    }
}
