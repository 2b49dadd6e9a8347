using TorchSharp;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>The factorised prior: convolutions with GDN, and one learned density for each channel of y.</summary>
/// <remarks>Source: Ballé et al., "Variational Image Compression with a Scale Hyperprior", Fig. 4 without the hyperprior (bmshj2018-factorized).</remarks>
public sealed class FactorizedPriorModel : CompressionModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="sizes">Channels.</param>
    /// <param name="seed">Of its weights.</param>
    public FactorizedPriorModel(LatentSizes sizes, ulong seed = 0)
        : base("bmshj2018-factorized", GdnTransforms.Analysis(sizes), GdnTransforms.Synthesis(sizes), new EntropyBottleneck(sizes.M))
        => DrawParameters(seed);

    /// <inheritdoc/>
    public override int Stride => 16;

    private protected override CompressionOutput Code(Tensor images, ILatentQuantizer quantizer)
    {
        var y = Likelihood.Wide(Analysis.call(images)); // [N, M, H/16, W/16]
        var y_hat = quantizer.Quantize(y, Bottleneck.Medians, "y");
        return new CompressionOutput(Synthesis.call(y_hat), new Dictionary<string, Tensor> { ["y"] = Bottleneck.call(y_hat) });
    }
}
