using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using static TorchSharp.torch;

namespace Workbook.Learning.Losses;

/// <summary>The loss of learned codecs: lambda 255^2 MSE + bpp.</summary>
/// <remarks>Source: Ballé et al., "End-to-end Optimized Image Compression", Eq. (10), with CompressAI's scale of the distortion, so that the
/// field's lambdas (0.0018 to 0.18) mean the same here.</remarks>
/// <param name="Lambda">Bits per pixel that a squared error of 1 (of 255 levels) in every sample is worth; more gives better images in larger files.</param>
public sealed record RateDistortion(double Lambda)
{
    /// <summary>A loss of one's own in place of lambda 255^2 MSE + bpp; the terms are reported as before.</summary>
    public RateDistortionLoss? Loss { get; init; }

    /// <summary>The loss and what it is made of.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, 3, H, W].</param>
    /// <param name="output">What the model made of them.</param>
    /// <param name="overBatch">Makes the mean over a part of the batch that over the whole, where several processes share it; null where the images are all of it.</param>
    /// <returns>Scalars: <c>loss</c>, <c>bpp</c>, <c>mse</c> (of values in [0, 1]) and <c>psnr</c> (dB, without a gradient).</returns>
    public IReadOnlyDictionary<string, Tensor> Terms(Tensor images, CompressionOutput output, Func<Tensor, Tensor>? overBatch = null)
    {
        overBatch ??= part => part;
        var bpp = overBatch(output.BitsPerPixel());
        var mse = overBatch((output.Images.to(float32) - images).square().mean());
        return new OrderedDictionary<string, Tensor>
        {
            ["loss"] = Loss is null ? mse * Held.Number(Lambda * 255 * 255) + bpp : Loss(mse, bpp),
            ["bpp"] = bpp,
            ["mse"] = mse,
            ["psnr"] = mse.detach().clamp_min(Held.Number(1e-10)).log10() * Held.Number(-10),
        };
    }
}
