using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>What probabilities of coded values have in common.</summary>
internal static class Likelihood
{
    private const double Smallest = 1e-9;

    /// <summary>Keeps probabilities away from 0, where the logarithm ends.</summary>
    /// <remarks>The gradient passes where it raises the probability, and that of a rate always does; so it passes everywhere.</remarks>
    /// <param name="likelihood">Probabilities.</param>
    /// <returns>At least 1e-9. Same shape; the caller disposes it.</returns>
    internal static Tensor Floor(Tensor likelihood)
    {
        using var scope = NewDisposeScope();
        using var own = likelihood.detach();
        return (likelihood + (own.clamp_min(Held.Number(Smallest)) - own)).MoveToOuterDisposeScope();
    }

    /// <summary>Latents in at least float32: a network may compute in bfloat16, whose steps are coarser than an integer from 256 on.</summary>
    /// <param name="values">Any floating-point tensor.</param>
    /// <returns>float32, or float64 where it was; belongs to the surrounding scope.</returns>
    internal static Tensor Wide(Tensor values) => values.dtype is ScalarType.Float64 ? values : values.to(float32);
}
