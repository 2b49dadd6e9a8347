using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>The image transforms that three of the models share: four 5x5 convolutions of stride 2 with GDN between them, and their mirror.</summary>
internal static class GdnTransforms
{
    /// <summary>g_a: 3-N-N-N-M.</summary>
    internal static Sequential Analysis(LatentSizes sizes) => nn.Sequential(
        Layers.Down(3, sizes.N), new Gdn(sizes.N),
        Layers.Down(sizes.N, sizes.N), new Gdn(sizes.N),
        Layers.Down(sizes.N, sizes.N), new Gdn(sizes.N),
        Layers.Down(sizes.N, sizes.M));

    /// <summary>g_s: M-N-N-N-3.</summary>
    internal static Sequential Synthesis(LatentSizes sizes) => nn.Sequential(
        Layers.Up(sizes.M, sizes.N), new Gdn(sizes.N, inverse: true),
        Layers.Up(sizes.N, sizes.N), new Gdn(sizes.N, inverse: true),
        Layers.Up(sizes.N, sizes.N), new Gdn(sizes.N, inverse: true),
        Layers.Up(sizes.N, 3));
}
