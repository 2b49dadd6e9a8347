using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A 5x5 convolution that sees only what a decoder already has: the two rows above and the two positions to the left (mask type A).</summary>
/// <remarks>
/// Source: van den Oord et al., "Conditional Image Generation with PixelCNN Decoders". Weights under the mask stay what they are and get no
/// gradient. Parameters: <c>weight</c> [outputs, inputs, 5, 5], <c>bias</c> [outputs].
/// </remarks>
public sealed class MaskedConv2d : nn.Module<Tensor, Tensor>
{
    /// <summary>Rows and columns of the kernel.</summary>
    public const int Size = 5;

    /// <summary>Positions that are seen, in order of rows: all five of each row above, then two.</summary>
    public const int Taps = 12;

    private Parameter weight;
    private Parameter bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out.</param>
    public MaskedConv2d(int inputs, int outputs) : base(nameof(MaskedConv2d))
    {
        weight = new Parameter(zeros(outputs, inputs, Size, Size));
        bias = new Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <summary>The weights that are used, in the order of the taps.</summary>
    /// <returns>[outputs, inputs, Taps]; the caller disposes it.</returns>
    public Tensor SeenWeights()
    {
        using var flat = weight.flatten(2); // [outputs, inputs, 25]
        return flat.narrow(2, 0, Taps);
    }

    /// <summary>The bias, which belongs to the layer.</summary>
    /// <returns>[outputs].</returns>
    public Tensor SeenBias() => bias;

    /// <summary>Applies the layer.</summary>
    /// <param name="x">[N, inputs, H, W].</param>
    /// <returns>[N, outputs, H, W]; the caller disposes it.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var kernel = nn.functional.pad(SeenWeights(), [0, Size * Size - Taps]).view(weight.shape);
        return nn.functional.conv2d(x, kernel, bias, padding: [Size / 2, Size / 2]).MoveToOuterDisposeScope();
    }
}
