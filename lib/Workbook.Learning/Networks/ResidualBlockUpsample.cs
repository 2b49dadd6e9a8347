using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Doubles height and width: a subpixel convolution, leaky ReLU, 3x3, inverse GDN, and a subpixel convolution of the input added.</summary>
/// <remarks>Source: Cheng et al., "Learned Image Compression with Discretized Gaussian Mixture Likelihoods and Attention Modules", Fig. 4.</remarks>
public sealed class ResidualBlockUpsample : nn.Module<Tensor, Tensor>
{
    private readonly Sequential subpel_conv;
    private readonly Conv2d conv;
    private readonly Gdn igdn;
    private readonly Sequential upsample;

    /// <summary>Makes the block.</summary>
    /// <param name="channels">Of input and output.</param>
    public ResidualBlockUpsample(int channels) : base(nameof(ResidualBlockUpsample))
    {
        subpel_conv = Layers.SubpixelConv(channels, channels);
        conv = Layers.Conv3x3(channels, channels);
        igdn = new Gdn(channels, inverse: true);
        upsample = Layers.SubpixelConv(channels, channels);
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <returns>[N, C, 2H, 2W]; the caller disposes it.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = nn.functional.leaky_relu(subpel_conv.call(x), 0.01); // [N, C, 2H, 2W]
        return (upsample.call(x) + igdn.call(conv.call(inner))).MoveToOuterDisposeScope();
    }
}
