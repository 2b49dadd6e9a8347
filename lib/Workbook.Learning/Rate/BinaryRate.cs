using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>How many bits a binary code needs, as a training sees it.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", the rate term. The entropy function H of a
/// bit is concave, so by Jensen's inequality the mean entropy of the bits is at most the entropy of their mean probability. That bound is
/// what a coder reaches that knows only how often each channel's bit is 1; a coder with context needs less. The paper's symbols are not at hand:
/// the mean is taken over all positions and images of the batch, channel by channel.
/// </remarks>
public static class BinaryRate
{
    private const double Smallest = 1e-7;

    /// <summary>The bound: positions times the sum over channels of H(mean p), for each pixel.</summary>
    /// <param name="probabilities">p, [N, K, h, w] or [N, K, d, h, w].</param>
    /// <param name="pixels">Pixels (or voxels) of one image.</param>
    /// <param name="overBatch">Makes means over a part of the batch those over the whole, where several processes share it; null where p is of all of it.</param>
    /// <returns>Scalar [], unit: bpp; the caller disposes it.</returns>
    public static Tensor Bound(Tensor probabilities, long pixels, Func<Tensor, Tensor>? overBatch = null)
    {
        using var scope = NewDisposeScope();
        var mean = probabilities.transpose(0, 1).flatten(1).mean([1]); // [K]
        return (Entropy(overBatch?.Invoke(mean) ?? mean).sum() * Held.Number((double)Positions(probabilities) / pixels)).MoveToOuterDisposeScope();
    }

    /// <summary>The mean entropy of the bits themselves, which no coder of independent draws can go below.</summary>
    /// <param name="probabilities">p, [N, K, h, w] or [N, K, d, h, w].</param>
    /// <param name="pixels">Pixels (or voxels) of one image.</param>
    /// <returns>Scalar [], unit: bpp; the caller disposes it.</returns>
    public static Tensor OfDraws(Tensor probabilities, long pixels)
    {
        using var scope = NewDisposeScope();
        return (Entropy(probabilities).sum() / Held.Number(pixels * probabilities.shape[0])).MoveToOuterDisposeScope();
    }

    /// <summary>H(p) = -p log2 p - (1 - p) log2 (1 - p).</summary>
    /// <param name="probabilities">In [0, 1], any shape.</param>
    /// <returns>Bits, same shape; the caller disposes it.</returns>
    public static Tensor Entropy(Tensor probabilities)
    {
        using var scope = NewDisposeScope();
        var p = probabilities.clamp(Held.Number(Smallest), Held.Number(1 - Smallest));
        var q = Held.Number(1) - p;
        return ((p * p.log() + q * q.log()) * Held.Number(-1 / Math.Log(2))).MoveToOuterDisposeScope();
    }

    private static long Positions(Tensor probabilities) => probabilities.numel() / probabilities.shape[0] / probabilities.shape[1];
}
