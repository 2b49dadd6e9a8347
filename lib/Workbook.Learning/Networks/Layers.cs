using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Layers that several networks have; convolutions are padded so that sizes are halved, kept or doubled exactly.</summary>
internal static class Layers
{
    /// <summary>A parameter that belongs to its layer, whatever dispose scope the layer is made in.</summary>
    internal static Parameter Learned(Tensor start)
    {
        var parameter = new Parameter(start);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    /// <summary>5x5, halves height and width.</summary>
    internal static Conv2d Down(int inputs, int outputs) => nn.Conv2d(inputs, outputs, 5, stride: 2, padding: 2);

    /// <summary>5x5 transposed, doubles height and width.</summary>
    internal static ConvTranspose2d Up(int inputs, int outputs) => nn.ConvTranspose2d(inputs, outputs, 5, stride: 2, padding: 2, output_padding: 1);

    /// <summary>3x3.</summary>
    internal static Conv2d Conv3x3(int inputs, int outputs, int stride = 1) => nn.Conv2d(inputs, outputs, 3, stride: stride, padding: 1);

    /// <summary>1x1.</summary>
    internal static Conv2d Conv1x1(int inputs, int outputs) => nn.Conv2d(inputs, outputs, 1);

    /// <summary>3x3 to r^2 times the channels, which a pixel shuffle turns into r times the height and width.</summary>
    /// <remarks>Source: Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network".</remarks>
    internal static Sequential SubpixelConv(int inputs, int outputs, int r = 2)
        => nn.Sequential(Conv3x3(inputs, outputs * r * r), nn.PixelShuffle(r));

    /// <summary>Batch normalisation that begins as none: mean 0, variance 1, scale 1, shift 0.</summary>
    internal static BatchNorm2d BatchNorm(int channels)
    {
        var norm = nn.BatchNorm2d(channels, eps: 1e-3);
        using var frozen = no_grad();
        norm.weight!.fill_(Held.Number(1));
        norm.bias!.zero_();
        norm.running_mean!.zero_();
        norm.running_var!.fill_(Held.Number(1));
        return norm;
    }

    internal static LeakyReLU Leaky() => nn.LeakyReLU(0.01);
}
