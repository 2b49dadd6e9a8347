using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>ERFNet's halving: a 3x3 convolution of stride 2 beside the maxima of 2x2 places, batch normalisation, ReLU.</summary>
internal sealed class ErfDownsampler : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out, more than come in: the maxima are the last of them.</param>
    internal ErfDownsampler(int inputs, int outputs) : base(nameof(ErfDownsampler))
    {
        (conv, norm) = (Layers.Conv3x3(inputs, outputs - inputs, stride: 2), Layers.BatchNorm(outputs));
        RegisterComponents();
    }

    /// <summary>[N, inputs, H, W] to [N, outputs, H/2, W/2]; the caller disposes it.</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return norm.call(cat([conv.call(x), nn.functional.max_pool2d(x, 2)], 1)).relu().MoveToOuterDisposeScope();
    }
}
