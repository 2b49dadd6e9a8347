using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>U-Net in 2D or 3D: the segmentation network S of volumes.</summary>
/// <remarks>Source: Ronneberger et al., "U-Net: Convolutional Networks for Biomedical Image Segmentation", and Çiçek et al., "3D U-Net", Fig. 2: two 3x3
/// convolutions at each size, halving by the maximum, doubling, and the encoder's maps beside the decoder's. Padded, so that sizes stay; doubling
/// by repetition in place of a transposed convolution; group in place of batch normalisation.</remarks>
public sealed class UNet : nn.Module<Tensor, Tensor>
{
    private readonly Spatial layers;
    private readonly nn.Module<Tensor, Tensor>[] down;
    private readonly UNetStep[] up;
    private readonly nn.Module<Tensor, Tensor> last;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">Its widths are those at the full size, the half, and so on: one fewer halving than in a <see cref="Segmentor"/>.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public UNet(SegmentorSizes sizes, ulong seed = 0) : base(nameof(UNet))
    {
        (Sizes, layers) = (sizes, sizes.Check());
        var widths = sizes.Widths;
        down = [.. widths.Prepend(sizes.InputChannels).Zip(widths, Twice)];
        up = [.. Enumerable.Range(0, widths.Count - 1).Reverse().Select(i => new UNetStep(layers, widths[i + 1] + widths[i], widths[i]))];
        last = layers.Conv(widths[0], sizes.Classes, kernel: 1);
        RegisterComponents();
        foreach (var (i, layer) in down.Index())
            register_module($"down{i}", layer);
        foreach (var (i, layer) in up.Index())
            register_module($"up{i}", layer);
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public SegmentorSizes Sizes { get; }

    /// <summary>What the sides of images must be multiples of.</summary>
    public int Stride => Sizes.Stride / 2;

    /// <inheritdoc cref="Segmentor.forward"/>
    public override Tensor forward(Tensor maps)
    {
        layers.Check(maps, Sizes.InputChannels, Stride, "the U-Net");
        using var scope = NewDisposeScope();
        var seen = new Stack<Tensor>();
        foreach (var layer in down)
            seen.Push(maps = layer.call(seen.Count == 0 ? maps : Halved(maps)));
        seen.Pop();
        foreach (var layer in up)
            maps = layer.call(maps, seen.Pop());
        return last.call(maps).MoveToOuterDisposeScope();
    }

    private nn.Module<Tensor, Tensor> Twice(int inputs, int outputs) => nn.Sequential(layers.Layer(inputs, outputs), layers.Layer(outputs, outputs));

    private Tensor Halved(Tensor maps) => layers.Dimensions == 2 ? nn.functional.max_pool2d(maps, 2) : nn.functional.max_pool3d(maps, [2, 2, 2]);
}
