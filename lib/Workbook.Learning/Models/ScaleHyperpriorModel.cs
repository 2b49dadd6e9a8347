using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>The scale hyperprior: z tells the scale of each value of y, whose mean is 0.</summary>
/// <remarks>Source: Ballé et al., "Variational Image Compression with a Scale Hyperprior", Fig. 4 (bmshj2018-hyperprior). h_a sees |y|.</remarks>
public sealed class ScaleHyperpriorModel : HyperpriorModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="sizes">Channels.</param>
    /// <param name="seed">Of its weights.</param>
    public ScaleHyperpriorModel(LatentSizes sizes, ulong seed = 0)
        : base("bmshj2018-hyperprior", GdnTransforms.Analysis(sizes), GdnTransforms.Synthesis(sizes), Inward(sizes), Outward(sizes), sizes.N)
        => DrawParameters(seed);

    /// <inheritdoc/>
    public override Tensor HyperLatent(Tensor y)
    {
        using var strength = y.abs();
        return HyperAnalysis.call(strength);
    }

    private protected override (Tensor Quantized, Tensor Likelihood) CodeLatent(Tensor y, Tensor hyper, ILatentQuantizer quantizer)
    {
        var y_hat = quantizer.Quantize(y, null, "y");
        return (y_hat, GaussianConditional.Likelihood(y_hat, hyper));
    }

    private static Sequential Inward(LatentSizes sizes) => nn.Sequential(
        Layers.Conv3x3(sizes.M, sizes.N), nn.ReLU(),
        Layers.Down(sizes.N, sizes.N), nn.ReLU(),
        Layers.Down(sizes.N, sizes.N));

    private static Sequential Outward(LatentSizes sizes) => nn.Sequential(
        Layers.Up(sizes.N, sizes.N), nn.ReLU(),
        Layers.Up(sizes.N, sizes.N), nn.ReLU(),
        Layers.Conv3x3(sizes.N, sizes.M), nn.ReLU());
}
