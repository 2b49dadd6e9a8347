using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>The mean and scale hyperprior: z tells scale and mean of each value of y.</summary>
/// <remarks>Source: Minnen et al., "Joint Autoregressive and Hierarchical Priors for Learned Image Compression", Table 1 without the context
/// model (mbt2018-mean, MBT2018-Mean).</remarks>
public sealed class MeanScaleHyperpriorModel : HyperpriorModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="sizes">Channels.</param>
    /// <param name="seed">Of its weights.</param>
    public MeanScaleHyperpriorModel(LatentSizes sizes, ulong seed = 0)
        : base("mbt2018-mean", GdnTransforms.Analysis(sizes), GdnTransforms.Synthesis(sizes), Inward(sizes), Outward(sizes), sizes.N)
        => DrawParameters(seed);

    private static Sequential Inward(LatentSizes sizes) => nn.Sequential(
        Layers.Conv3x3(sizes.M, sizes.N), Layers.Leaky(),
        Layers.Down(sizes.N, sizes.N), Layers.Leaky(),
        Layers.Down(sizes.N, sizes.N));

    private static Sequential Outward(LatentSizes sizes) => nn.Sequential(
        Layers.Up(sizes.N, sizes.M), Layers.Leaky(),
        Layers.Up(sizes.M, sizes.M * 3 / 2), Layers.Leaky(),
        Layers.Conv3x3(sizes.M * 3 / 2, sizes.M * 2));
}
