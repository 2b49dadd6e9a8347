using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>A model whose hyperprior z tells scales, and perhaps means, of the latent y.</summary>
/// <remarks>The hyper-analysis <c>h_a</c> turns y into z, the hyper-synthesis <c>h_s</c> turns z_hat into the parameters of y's distribution.</remarks>
public abstract class HyperpriorModel : CompressionModel
{
    private protected HyperpriorModel(string name, Sequential analysis, Sequential synthesis, Sequential hyperAnalysis, Sequential hyperSynthesis, int hyperChannels)
        : base(name, analysis, synthesis, new EntropyBottleneck(hyperChannels))
    {
        (HyperAnalysis, HyperSynthesis) = (hyperAnalysis, hyperSynthesis);
        register_module("h_a", hyperAnalysis);
        register_module("h_s", hyperSynthesis);
    }

    /// <summary>h_a: [N, M, h, w] to z [N, N, h/4, w/4].</summary>
    public Sequential HyperAnalysis { get; }

    /// <summary>h_s: z_hat to the parameters of y: M scales, or M scales and then M means, or 2M features for a context model.</summary>
    public Sequential HyperSynthesis { get; }

    /// <summary>M, the channels of y.</summary>
    public int LatentChannels => (int)HyperAnalysis.parameters().First().shape[1];

    /// <summary>What decides about tables in a file: the networks behind z in integers, as they are now.</summary>
    /// <param name="device">Where to compute; null: the CPU. The results are the same.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A weight is not a number, or so large that sums could not be held exactly.</exception>
    public virtual IntegerHyperDecoder ToIntegers(Device? device = null) => new(HyperSynthesis, LatentChannels, device);

    /// <inheritdoc/>
    public override int Stride => 64;

    /// <summary>The hyperprior's latent.</summary>
    /// <param name="y">[N, M, h, w], h and w multiples of 4.</param>
    /// <returns>z [N, N, h/4, w/4]; the caller disposes it.</returns>
    public virtual Tensor HyperLatent(Tensor y) => HyperAnalysis.call(y);

    private protected override CompressionOutput Code(Tensor images, ILatentQuantizer quantizer)
    {
        var y = Likelihood.Wide(Analysis.call(images)); // [N, M, H/16, W/16]
        var z = Likelihood.Wide(HyperLatent(y)); // [N, N, H/64, W/64]
        var z_hat = quantizer.Quantize(z, Bottleneck.Medians, "z");
        var (y_hat, p_y) = CodeLatent(y, HyperSynthesis.call(z_hat), quantizer);
        return new CompressionOutput(Synthesis.call(y_hat), new Dictionary<string, Tensor> { ["y"] = p_y, ["z"] = Bottleneck.call(z_hat) });
    }

    /// <summary>y_hat and its likelihood, both in the current dispose scope.</summary>
    private protected virtual (Tensor Quantized, Tensor Likelihood) CodeLatent(Tensor y, Tensor hyper, ILatentQuantizer quantizer)
    {
        var halves = Likelihood.Wide(hyper).chunk(2, 1); // scales, means: [N, M, h, w] each
        var y_hat = quantizer.Quantize(y, () => halves[1], "y");
        return (y_hat, GaussianConditional.Likelihood(y_hat, halves[0], halves[1]));
    }
}
