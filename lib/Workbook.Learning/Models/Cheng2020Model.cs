using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>Residual blocks, a hyperprior, and a context model that sees the values decoded before.</summary>
/// <remarks>
/// Source: Cheng et al., "Learned Image Compression with Discretized Gaussian Mixture Likelihoods and Attention Modules"; like CompressAI's
/// cheng2020-anchor (and cheng2020-attn) with a single Gaussian. The masked convolution <c>context_prediction</c> and h_s feed the 1x1 layers
/// <c>entropy_parameters</c>, which tell scales and means.
/// In a forward pass the context is y_hat as the quantiser gives it, all at once; a codec rounds away from means that come one after the
/// other, so its rate differs a little.
/// </remarks>
public sealed class Cheng2020Model : HyperpriorModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="sizes">Channels.</param>
    /// <param name="seed">Of its weights.</param>
    public Cheng2020Model(Cheng2020Sizes sizes, ulong seed = 0)
        : base(sizes.Attention ? "cheng2020-attn" : "cheng2020-anchor", Inner(sizes), Outer(sizes), Inward(sizes.N), Outward(sizes.N), sizes.N)
    {
        ContextPrediction = new MaskedConv2d(sizes.N, 2 * sizes.N);
        EntropyParameters = Mixing(sizes.N);
        register_module("context_prediction", ContextPrediction);
        register_module("entropy_parameters", EntropyParameters);
        DrawParameters(seed);
    }

    /// <summary>y_hat [N, N, h, w] to features of what stands before each position [N, 2N, h, w].</summary>
    public MaskedConv2d ContextPrediction { get; }

    /// <summary>The features of h_s, then those of the context [N, 4N, h, w], to scales, then means [N, 2N, h, w].</summary>
    public Sequential EntropyParameters { get; }

    /// <inheritdoc/>
    public override IntegerHyperDecoder ToIntegers(Device? device = null)
        => new(HyperSynthesis, LatentChannels, device, ContextPrediction, EntropyParameters);

    private protected override (Tensor Quantized, Tensor Likelihood) CodeLatent(Tensor y, Tensor hyper, ILatentQuantizer quantizer)
    {
        var y_hat = quantizer.Quantize(y, null, "y");
        var features = cat([hyper, ContextPrediction.call(y_hat)], 1); // [N, 4N, h, w]
        var halves = Likelihood.Wide(EntropyParameters.call(features)).chunk(2, 1); // scales, means
        return (y_hat, GaussianConditional.Likelihood(y_hat, halves[0], halves[1]));
    }

    private static Sequential Inner(Cheng2020Sizes sizes)
    {
        var n = sizes.N;
        var layers = nn.Sequential(new ResidualBlockWithStride(3, n), new ResidualBlock(n), new ResidualBlockWithStride(n, n));
        if (sizes.Attention)
            layers.append(new AttentionBlock(n));
        layers.append(new ResidualBlock(n)).append(new ResidualBlockWithStride(n, n)).append(new ResidualBlock(n)).append(Layers.Conv3x3(n, n, stride: 2));
        return sizes.Attention ? layers.append(new AttentionBlock(n)) : layers;
    }

    private static Sequential Outer(Cheng2020Sizes sizes)
    {
        var n = sizes.N;
        var layers = sizes.Attention ? nn.Sequential(new AttentionBlock(n), new ResidualBlock(n)) : nn.Sequential(new ResidualBlock(n));
        layers.append(new ResidualBlockUpsample(n)).append(new ResidualBlock(n)).append(new ResidualBlockUpsample(n));
        if (sizes.Attention)
            layers.append(new AttentionBlock(n));
        return layers.append(new ResidualBlock(n)).append(new ResidualBlockUpsample(n)).append(new ResidualBlock(n)).append(Layers.SubpixelConv(n, 3));
    }

    private static Sequential Inward(int n) => nn.Sequential(
        Layers.Conv3x3(n, n), Layers.Leaky(),
        Layers.Conv3x3(n, n), Layers.Leaky(),
        Layers.Conv3x3(n, n, stride: 2), Layers.Leaky(),
        Layers.Conv3x3(n, n), Layers.Leaky(),
        Layers.Conv3x3(n, n, stride: 2));

    private static Sequential Outward(int n) => nn.Sequential(
        Layers.Conv3x3(n, n), Layers.Leaky(),
        Layers.SubpixelConv(n, n), Layers.Leaky(),
        Layers.Conv3x3(n, n * 3 / 2), Layers.Leaky(),
        Layers.SubpixelConv(n * 3 / 2, n * 3 / 2), Layers.Leaky(),
        Layers.Conv3x3(n * 3 / 2, n * 2));

    private static Sequential Mixing(int n) => nn.Sequential(
        Layers.Conv1x1(n * 4, n * 10 / 3), Layers.Leaky(),
        Layers.Conv1x1(n * 10 / 3, n * 8 / 3), Layers.Leaky(),
        Layers.Conv1x1(n * 8 / 3, n * 2));
}
