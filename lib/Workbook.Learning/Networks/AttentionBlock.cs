using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Simplified attention: x + a(x) * sigmoid(b(x)), which spends bits on the difficult parts of an image.</summary>
/// <remarks>
/// Source: Cheng et al., "Learned Image Compression with Discretized Gaussian Mixture Likelihoods and Attention Modules", Fig. 3 (b). a is
/// three narrow residual units, b three more and a 1x1 convolution. Only their attention variant has it, the anchor has none.
/// </remarks>
public sealed class AttentionBlock : nn.Module<Tensor, Tensor>
{
    private readonly Sequential conv_a;
    private readonly Sequential conv_b;

    /// <summary>Makes the block.</summary>
    /// <param name="channels">Of input and output.</param>
    public AttentionBlock(int channels) : base(nameof(AttentionBlock))
    {
        ResidualUnit Unit() => new(channels);
        conv_a = nn.Sequential(Unit(), Unit(), Unit());
        conv_b = nn.Sequential(Unit(), Unit(), Unit(), Layers.Conv1x1(channels, channels));
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <returns>Same shape; the caller disposes it.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x + conv_a.call(x) * conv_b.call(x).sigmoid()).MoveToOuterDisposeScope();
    }
}
