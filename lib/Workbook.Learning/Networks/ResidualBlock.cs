using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Two 3x3 convolutions, each with a leaky ReLU, and the input added: x + f(x).</summary>
/// <remarks>Source: Cheng et al., "Learned Image Compression with Discretized Gaussian Mixture Likelihoods and Attention Modules", Fig. 4.</remarks>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;

    /// <summary>Makes the block.</summary>
    /// <param name="channels">Of input and output.</param>
    public ResidualBlock(int channels) : base(nameof(ResidualBlock))
    {
        conv1 = Layers.Conv3x3(channels, channels);
        conv2 = Layers.Conv3x3(channels, channels);
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <returns>Same shape; the caller disposes it.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = nn.functional.leaky_relu(conv1.call(x), 0.01);
        return (x + nn.functional.leaky_relu(conv2.call(inner), 0.01)).MoveToOuterDisposeScope();
    }
}
