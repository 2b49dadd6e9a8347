using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>Makes bits of probabilities: at random in training, by the likelier value in a file.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks", the stochastic binarisation, which goes back to
/// Raiko et al., "Techniques for Learning Binary Stochastic Feedforward Neural Networks". A bit is 1 with probability p, so its expectation
/// is p, and the gradient of the expectation, 1, stands for the gradient of the bit, which is 0 nearly everywhere.
/// </remarks>
public static class StochasticBinarizer
{
    /// <summary>Bits drawn at random.</summary>
    /// <param name="probabilities">p, float32 of any shape.</param>
    /// <param name="random">The run's randomness.</param>
    /// <param name="step">Training step; the same bits come for the same step.</param>
    /// <param name="purpose">Which draw of the step it is.</param>
    /// <returns>0 or 1 with the gradient of p. Same shape; the caller disposes it.</returns>
    public static Tensor Draw(Tensor probabilities, StepRandom random, long step, string purpose = "bits")
    {
        using var scope = NewDisposeScope();
        return Draw(probabilities, random.Uniform(probabilities.shape, 0, step, purpose).to(probabilities.device)).MoveToOuterDisposeScope();
    }

    /// <summary>Bits from given uniform numbers: 1 where u is below p.</summary>
    /// <param name="probabilities">p, of any shape.</param>
    /// <param name="uniform">u in [0, 1), same shape.</param>
    /// <returns>0 or 1 with the gradient of p. Same shape; the caller disposes it.</returns>
    public static Tensor Draw(Tensor probabilities, Tensor uniform) => WithGradientOf(probabilities, uniform.lt(probabilities));

    /// <summary>The likelier bits: 1 where p is at least a half.</summary>
    /// <param name="probabilities">p, of any shape.</param>
    /// <returns>0 or 1 with the gradient of p. Same shape; the caller disposes it.</returns>
    public static Tensor Round(Tensor probabilities) => WithGradientOf(probabilities, probabilities.ge(Held.Number(0.5)));

    private static Tensor WithGradientOf(Tensor probabilities, Tensor bits)
    {
        using var scope = NewDisposeScope();
        var values = bits.to(probabilities.dtype);
        return (probabilities - probabilities.detach() + values).MoveToOuterDisposeScope(); // exact: p - p is 0
    }
}
