using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Models;

/// <summary>The networks and the entropy model of a learned image codec, to be trained or to be put into one that writes files.</summary>
/// <remarks>
/// The field's names: the analysis <c>g_a</c> turns an image x into the latent y, the synthesis <c>g_s</c> turns the quantised y_hat into x_hat.
/// Names and shapes of the parameters are those of CompressAI. Weights depend on the seed alone.
/// </remarks>
public abstract class CompressionModel : nn.Module<Tensor, ILatentQuantizer, CompressionOutput>
{
    /// <summary>Registers what all models have.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="analysis">g_a.</param>
    /// <param name="synthesis">g_s.</param>
    /// <param name="bottleneck">The latent without side information: y or z.</param>
    private protected CompressionModel(string name, Sequential analysis, Sequential synthesis, EntropyBottleneck bottleneck) : base(name)
    {
        (Analysis, Synthesis, Bottleneck) = (analysis, synthesis, bottleneck);
        register_module("g_a", analysis);
        register_module("g_s", synthesis);
        register_module("entropy_bottleneck", bottleneck);
    }

    /// <summary>g_a: images [N, 3, H, W] to y [N, M, H/16, W/16].</summary>
    public Sequential Analysis { get; }

    /// <summary>g_s: y_hat [N, M, h, w] to x_hat [N, 3, 16h, 16w].</summary>
    public Sequential Synthesis { get; }

    /// <summary>The entropy model of the latent that has no side information.</summary>
    public EntropyBottleneck Bottleneck { get; }

    /// <summary>What height and width must be multiples of: 16, or 64 with a hyperprior.</summary>
    public abstract int Stride { get; }

    /// <summary>Images through the codec's networks.</summary>
    /// <param name="images">x in [0, 1]. float32 [N, 3, H, W], H and W multiples of <see cref="Stride"/>.</param>
    /// <param name="quantizer">Noise in training; rounding to see what a file would give.</param>
    /// <returns>x_hat and the rate; the caller disposes its tensors.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public override CompressionOutput forward(Tensor images, ILatentQuantizer quantizer)
    {
        CheckImages(images);
        using var scope = NewDisposeScope();
        var output = Code(images, quantizer);
        output.Images.MoveToOuterDisposeScope();
        foreach (var likelihood in output.Likelihoods.Values)
            likelihood.MoveToOuterDisposeScope();
        return output;
    }

    /// <summary>The forward pass of images that have been checked, in a dispose scope.</summary>
    private protected abstract CompressionOutput Code(Tensor images, ILatentQuantizer quantizer);

    /// <summary>Draws the weights of all convolutions, and the bottleneck's biases within 1/2.</summary>
    private protected void DrawParameters(ulong seed)
    {
        using var frozen = no_grad();
        SeededWeights.Draw(this, seed);
        foreach (var (name, parameter) in named_parameters())
            if (name.StartsWith("entropy_bottleneck.biases.", StringComparison.Ordinal))
                SeededWeights.Fill(parameter, new StepRandom(seed), name, 0.5);
    }

    private void CheckImages(Tensor images)
    {
        if (images.dim() != 4 || images.shape[1] != 3 || images.shape[2] % Stride != 0 || images.shape[3] % Stride != 0 || images.numel() == 0)
            throw new ArgumentException($"the images are [{string.Join(", ", images.shape)}]; expected [N, 3, H, W] with H and W multiples of {Stride}");
    }
}
