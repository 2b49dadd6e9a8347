using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>What stands for rounding in a forward pass.</summary>
public interface ILatentQuantizer
{
    /// <summary>Quantises.</summary>
    /// <param name="latent">float32 or float64, any shape.</param>
    /// <param name="center">Gives what is subtracted before rounding and added again, such as means or medians, broadcast to the latent's shape; null is 0.
    /// Called only where it is needed; its result is disposed with the surrounding scope.</param>
    /// <param name="name">The latent's name, such as <c>y</c> or <c>z</c>: different latents get different noise.</param>
    /// <returns>Same shape and type; the caller disposes it.</returns>
    Tensor Quantize(Tensor latent, Func<Tensor>? center, string name);
}
