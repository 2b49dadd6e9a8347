using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>Stands for rounding where the rounded latents are known already: those of a stream.</summary>
/// <param name="latents">On the device of the network.</param>
internal sealed class GivenLatents(Latents latents) : ILatentQuantizer
{
    /// <inheritdoc/>
    public Tensor Quantize(Tensor latent, Func<Tensor>? center, string name)
        => (name == "z" ? latents.Z! : latents.Y).to(latent.dtype, latent.device).alias();
}
