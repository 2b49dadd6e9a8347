using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>ERFNet, a small and fast segmentation network for colour images.</summary>
/// <remarks>
/// Source: Romera et al., "ERFNet: Efficient Residual Factorized ConvNet for Real-Time Semantic Segmentation" (IEEE Transactions on Intelligent
/// Transportation Systems, 2018), Table I, with batch normalisation of epsilon 1e-3. The encoder is not trained on its own first, as in the paper. Dropout drops
/// whole feature maps, by numbers of the step (<see cref="IDropout"/>). Several processes that share a batch normalise each its own part of it.
/// </remarks>
public sealed class ErfNet : nn.Module<Tensor, Tensor>, IDropout
{
    /// <summary>What the sides of images must be multiples of.</summary>
    public const int Stride = 8;

    private readonly Sequential encoder, decoder;
    private readonly ErfBlock[] blocks;

    /// <summary>Makes the network.</summary>
    /// <param name="sizes">How large.</param>
    /// <param name="seed">Of its weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public ErfNet(ErfNetSizes sizes, ulong seed = 0) : base(nameof(ErfNet))
    {
        sizes.Check();
        Sizes = sizes;
        var (half, quarter, eighth) = (sizes.Widths[0], sizes.Widths[1], sizes.Widths[2]);
        var made = new List<ErfBlock>();
        nn.Module<Tensor, Tensor>[] Blocks(int channels, IEnumerable<int> dilations, double dropped = 0)
            => [.. dilations.Select(dilation => { made.Add(new(channels, dilation, dropped, made.Count)); return made[^1]; })];
        var near = Enumerable.Repeat(1, sizes.DecoderBlocks).ToArray();
        encoder = nn.Sequential([new ErfDownsampler(3, half), new ErfDownsampler(half, quarter), .. Blocks(quarter, Enumerable.Repeat(1, sizes.Blocks), sizes.EarlyDropout),
            new ErfDownsampler(quarter, eighth), .. Blocks(eighth, sizes.Dilations, sizes.LateDropout)]);
        decoder = nn.Sequential([Doubling(eighth, quarter), .. Blocks(quarter, near), Doubling(quarter, half), .. Blocks(half, near),
            nn.ConvTranspose2d(half, sizes.Classes, 2, stride: 2)]);
        blocks = [.. made];
        RegisterComponents();
        SeededWeights.Draw(this, seed);
    }

    /// <summary>How large it is.</summary>
    public ErfNetSizes Sizes { get; }

    /// <inheritdoc/>
    public void Drop(StepRandom random, long step)
    {
        foreach (var block in blocks)
            block.Drop(random, step);
    }

    /// <summary>Logits of the labels; <see cref="LabelMaps.Probabilities"/> makes probabilities of them.</summary>
    /// <param name="images">float32 [N, 3, H, W], about in [0, 1], H and W multiples of <see cref="Stride"/>.</param>
    /// <returns>[N, classes, H, W]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public override Tensor forward(Tensor images)
    {
        if (images.dim() != 4 || images.shape[1] != 3 || images.numel() == 0 || images.shape[2] % Stride != 0 || images.shape[3] % Stride != 0)
            throw new ArgumentException($"ERFNet was given [{string.Join(", ", images.shape)}]; it needs [N, 3, H, W] with H and W multiples of {Stride}");
        using var features = encoder.call(images); // [N, Widths[2], H/8, W/8]
        return decoder.call(features);
    }

    private static Sequential Doubling(int inputs, int outputs)
        => nn.Sequential(nn.ConvTranspose2d(inputs, outputs, 3, stride: 2, padding: 1, output_padding: 1), Layers.BatchNorm(outputs), nn.ReLU());
}
