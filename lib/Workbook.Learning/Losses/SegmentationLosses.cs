using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>How far a predicted label map is from the true one: the terms to build objectives of.</summary>
/// <remarks>All take probabilities and one-hot labels (or 0 and 1 for one object), [N, K, H, W] or [N, K, D, H, W], and give a scalar that is 0 for a
/// perfect map and that the caller disposes. All refuse maps of two shapes with an <see cref="ArgumentException"/>.</remarks>
public static class SegmentationLosses
{
    private const double Smooth = 1, Smallest = 1e-7;

    /// <summary>Mean squared error.</summary>
    /// <remarks>Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", Eq. (2). The paper leaves the
    /// normaliser open; we average over all elements, so the value does not change with H or W.</remarks>
    public static Tensor Mse(Tensor predicted, Tensor truth) => Scalar(predicted, truth, () => (predicted - truth).square().mean());

    /// <summary>Cross-entropy in nats, per element: each channel for itself.</summary>
    public static Tensor CrossEntropy(Tensor predicted, Tensor truth) => Focal(predicted, truth, gamma: 0);

    /// <summary>1 - Dice, soft, the mean over images and channels.</summary>
    /// <remarks>Source: Milletari et al., "V-Net", Eq. (1), with 1 added above and below, so that an empty map can be right.</remarks>
    public static Tensor Dice(Tensor predicted, Tensor truth) => Tversky(predicted, truth, 0.5, 0.5);

    /// <summary>1 - Tversky index, soft: false positives and misses weighed apart; 1/2 and 1/2 is Dice, more for misses finds small objects.</summary>
    /// <remarks>Source: Salehi et al., "Tversky Loss Function for Image Segmentation Using 3D Fully Convolutional Deep Networks", Eq. (3).</remarks>
    public static Tensor Tversky(Tensor predicted, Tensor truth, double falsePositives = 0.3, double misses = 0.7) => Scalar(predicted, truth, () =>
    {
        var (p, t) = (predicted.flatten(2), truth.flatten(2)); // [N, K, places]
        var (one, half) = (Held.Number(1), Held.Number(Smooth / 2));
        var both = (p * t).sum([2]);
        var wrong = Held.Number(falsePositives) * (p * (one - t)).sum([2]) + Held.Number(misses) * ((one - p) * t).sum([2]);
        return one - ((both + half) / (both + wrong + half)).mean();
    });

    /// <summary>Cross-entropy that looks away from what is right already: times (1 - p)^gamma of the true label.</summary>
    /// <remarks>Source: Lin et al., "Focal Loss for Dense Object Detection", Eq. (4).</remarks>
    public static Tensor Focal(Tensor predicted, Tensor truth, double gamma = 2) => Scalar(predicted, truth, () =>
    {
        var one = Held.Number(1);
        var right = (predicted * truth + (one - predicted) * (one - truth)).clamp(Held.Number(Smallest), one);
        return -((one - right).pow(Held.Number(gamma)) * right.log()).mean();
    });

    /// <summary>Squared error of the edges: both maps less their 3x3 mean (3x3x3 in volumes).</summary>
    /// <remarks>Ours: a boundary term without distance maps. Flat regions do not count, so it asks for the right outline only.</remarks>
    public static Tensor Boundary(Tensor predicted, Tensor truth) => Scalar(predicted, truth, () => (Edges(predicted) - Edges(truth)).square().mean());

    private static Tensor Edges(Tensor maps) => maps - (maps.dim() == 4
        ? nn.functional.avg_pool2d(maps, 3, stride: 1, padding: 1, count_include_pad: false)
        : nn.functional.avg_pool3d(maps, [3, 3, 3], [1, 1, 1], [1, 1, 1], count_include_pad: false));

    private static Tensor Scalar(Tensor predicted, Tensor truth, Func<Tensor> loss)
    {
        if (predicted.dim() is not (4 or 5) || !predicted.shape.SequenceEqual(truth.shape))
            throw new ArgumentException($"predicted is [{string.Join(", ", predicted.shape)}] but truth is [{string.Join(", ", truth.shape)}]; "
                + "both must be [N, K, H, W] or [N, K, D, H, W]. Did you forget one-hot encoding?");
        using var scope = NewDisposeScope();
        return loss().MoveToOuterDisposeScope();
    }
}
