using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>A recurrent image codec's networks: each iteration sends bits about what the iterations before left over.</summary>
/// <remarks>
/// Source: Toderici et al., "Full Resolution Image Compression with Recurrent Neural Networks", Eq. (1), with LSTM cells and the additive reconstruction, the
/// first of the paper's frameworks: b_t = B(E(r_{t-1})), x_hat_t = x_hat_{t-1} + D(b_t), r_t = x - x_hat_t. We begin with mid-grey, x_hat_0 = 1/2.
/// Cells, widths and kernels are the paper's, which leaves first weights open; ours depend on the seed alone.
/// </remarks>
public sealed class RecurrentModel : nn.Module<Tensor, int, Func<Tensor, Tensor>, RecurrentOutput>
{
    private readonly RecurrentEncoder encoder;
    private readonly RecurrentDecoder decoder;

    /// <summary>Makes the networks.</summary>
    /// <param name="sizes">How wide.</param>
    /// <param name="seed">Of the weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public RecurrentModel(RecurrentSizes sizes, ulong seed = 0) : base("recurrent")
    {
        sizes.Check();
        Sizes = sizes;
        encoder = new RecurrentEncoder(sizes);
        decoder = new RecurrentDecoder(sizes);
        RegisterComponents();
        SeededWeights.Draw(this, seed);
        decoder.BeginQuietly();
    }

    /// <summary>How wide they are.</summary>
    public RecurrentSizes Sizes { get; }

    /// <summary>Images through encoder and decoder.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, 3, H, W], H and W multiples of 16.</param>
    /// <param name="iterations">At least 1.</param>
    /// <param name="binarize">Bits of probabilities: <see cref="StochasticBinarizer"/> draws them in training and rounds them for a file.</param>
    /// <returns>The caller disposes its tensors.</returns>
    /// <exception cref="ArgumentException">The images have another shape, or there is no iteration.</exception>
    public override RecurrentOutput forward(Tensor images, int iterations, Func<Tensor, Tensor> binarize)
    {
        Check(images, iterations);
        using var scope = NewDisposeScope();
        using var seen = encoder.Begin();
        using var shown = decoder.Begin();
        var (pictures, probabilities, bits) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        var picture = full_like(images, Held.Number(0.5));
        for (var t = 0; t < iterations; t++)
        {
            var p = encoder.call(images - picture, seen);
            var code = binarize(p);
            picture += decoder.call(code, shown);
            probabilities.Add(p.MoveToOuterDisposeScope());
            bits.Add(code.MoveToOuterDisposeScope());
            pictures.Add(picture.MoveToOuterDisposeScope());
        }
        return new(pictures, probabilities, bits);
    }

    /// <summary>What a file holds of images: the likelier bits.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, 3, H, W], H and W multiples of 16.</param>
    /// <param name="iterations">At least 1.</param>
    /// <returns>0 or 1. float32 [N, B, K, H/16, W/16] for K iterations; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images have another shape, or there is no iteration.</exception>
    public Tensor Encode(Tensor images, int iterations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return stack(call(images, iterations, StochasticBinarizer.Round).Bits, 2).MoveToOuterDisposeScope();
    }

    /// <summary>The picture that bits give, by the decoder alone.</summary>
    /// <param name="bits">0 or 1. float32 [N, B, K, h, w] for K iterations.</param>
    /// <returns>x_hat, about in [0, 1]. float32 [N, 3, 16h, 16w]; the caller disposes it.</returns>
    public Tensor Decode(Tensor bits)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var shown = decoder.Begin();
        var picture = full([bits.shape[0], 3, RecurrentSizes.Stride * bits.shape[3], RecurrentSizes.Stride * bits.shape[4]], Held.Number(0.5), device: bits.device);
        for (var t = 0L; t < bits.shape[2]; t++)
        {
            using var code = bits.select(2, t);
            using var part = decoder.call(code, shown);
            picture.add_(part);
        }
        return picture.MoveToOuterDisposeScope();
    }

    private static void Check(Tensor images, int iterations)
    {
        const int stride = RecurrentSizes.Stride;
        if (images.dim() != 4 || images.shape[1] != 3 || images.shape[2] % stride != 0 || images.shape[3] % stride != 0 || images.numel() == 0 || iterations < 1)
            throw new ArgumentException($"the images are [{string.Join(", ", images.shape)}], for {iterations} iterations; expected [N, 3, H, W] with H and W multiples of {stride}, and 1 or more");
    }
}
