using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Halves height and width: a 3x3 convolution of stride 2, leaky ReLU, 3x3, GDN, and a 1x1 convolution of stride 2 of the input added.</summary>
/// <remarks>Source: Cheng et al., "Learned Image Compression with Discretized Gaussian Mixture Likelihoods and Attention Modules", Fig. 4.</remarks>
public sealed class ResidualBlockWithStride : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Gdn gdn;
    private readonly Conv2d skip;

    /// <summary>Makes the block.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out.</param>
    public ResidualBlockWithStride(int inputs, int outputs) : base(nameof(ResidualBlockWithStride))
    {
        conv1 = Layers.Conv3x3(inputs, outputs, stride: 2);
        conv2 = Layers.Conv3x3(outputs, outputs);
        gdn = new Gdn(outputs);
        skip = Layers.Conv1x1(inputs, outputs);
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">[N, inputs, H, W].</param>
    /// <returns>[N, outputs, H/2, W/2]; the caller disposes it.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = nn.functional.leaky_relu(conv1.call(x), 0.01); // [N, outputs, H/2, W/2]
        // libtorch 2.10's own strided 1x1 convolution writes past its memory in the backward pass of a few channels laid out last.
        var every2nd = x.slice(2, 0, x.shape[2], 2).slice(3, 0, x.shape[3], 2);
        return (skip.call(every2nd) + gdn.call(conv2.call(inner))).MoveToOuterDisposeScope();
    }
}
