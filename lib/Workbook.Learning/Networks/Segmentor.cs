using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The segmentation network S in 2D: an encoder of strided convolutions and a decoder that takes up what the encoder saw at each size.</summary>
/// <remarks>Source: Xue et al., "SegAN: Adversarial Network with Multi-scale L1 Loss for Medical Image Segmentation", the segmentor of Fig. 1: 4x4
/// convolutions of stride 2 with leaky ReLU, doubling by repetition and 3x3 convolutions. Group in place of batch normalisation, as in all these networks.</remarks>
public sealed class Segmentor : nn.Module<Tensor, Tensor>
{
    private const double Leak = 0.2;
    private readonly Spatial layers;
    private readonly nn.Module<Tensor, Tensor>[] down;
    private readonly nn.Module<Tensor, Tensor>[] up;
    private readonly nn.Module<Tensor, Tensor> last;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public Segmentor(SegmentorSizes sizes, ulong seed = 0) : base(nameof(Segmentor))
    {
        (Sizes, layers) = (sizes, sizes.Check());
        var widths = sizes.Widths;
        down = [.. widths.Prepend(sizes.InputChannels).Zip(widths, (from, to) => layers.Layer(from, to, kernel: 4, stride: 2, leak: Leak))];
        up = [.. Enumerable.Range(0, widths.Count).Reverse().Select(i => layers.DoublingLayer(i + 1 < widths.Count ? 2 * widths[i] : widths[i], widths[Math.Max(0, i - 1)]))];
        last = new FewMapsConvolution(sizes.Dimensions, widths[0], sizes.Classes);
        RegisterComponents();
        foreach (var (i, (inward, outward)) in down.Zip(up).Index())
        {
            register_module($"down{i}", inward);
            register_module($"up{i}", outward);
        }
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public SegmentorSizes Sizes { get; }

    /// <summary>Logits of the labels; <see cref="LabelMaps.Probabilities"/> makes probabilities of them.</summary>
    /// <param name="maps">A feature map or images. float32 [N, C, H, W] or [N, C, D, H, W], sides multiples of the stride.</param>
    /// <returns>[N, classes, H, W], or with D; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The maps have another shape.</exception>
    public override Tensor forward(Tensor maps)
    {
        layers.Check(maps, Sizes.InputChannels, Sizes.Stride, "the segmentation network S");
        using var scope = NewDisposeScope();
        var seen = new List<Tensor>();
        foreach (var layer in down)
            seen.Add(maps = layer.call(maps));
        for (var i = 0; i < up.Length; i++)
            maps = up[i].call(i == 0 ? maps : cat([maps, seen[^(i + 1)]], 1));
        return last.call(maps).MoveToOuterDisposeScope();
    }
}
