using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>What a learned codec's network gives for a batch of images.</summary>
/// <param name="Images">x_hat, what a decoder would show. float32 [N, 3, H, W], about in [0, 1] but not clamped.</param>
/// <param name="Likelihoods">The probability of each coded value, by latent: <c>y</c>, and <c>z</c> where there is a hyperprior. In (0, 1].</param>
public sealed record CompressionOutput(Tensor Images, IReadOnlyDictionary<string, Tensor> Likelihoods)
{
    /// <summary>The rate: the sum of -log2 p over all values of all latents.</summary>
    /// <returns>Scalar [], unit: bits of the whole batch; the caller disposes it.</returns>
    public Tensor Bits()
    {
        using var scope = NewDisposeScope();
        var nats = Likelihoods.Values.Select(p => p.log().sum()).Aggregate((a, b) => a + b);
        return (nats * Held.Number(-1 / Math.Log(2))).MoveToOuterDisposeScope();
    }

    /// <summary>The rate per pixel.</summary>
    /// <returns>Scalar [], unit: bpp, the batch's mean; the caller disposes it.</returns>
    public Tensor BitsPerPixel()
    {
        using var bits = Bits();
        return bits / Held.Number(Images.shape[0] * Images.shape[2] * Images.shape[3]);
    }
}
