using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A step of a U-Net's decoder: maps doubled, the encoder's beside them, two convolutions.</summary>
internal sealed class UNetStep : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly DoublingConvolution join;
    private readonly nn.Module<Tensor, Tensor> norm;
    private readonly nn.Module<Tensor, Tensor> next;

    /// <param name="layers">For images or volumes.</param>
    /// <param name="inputs">Channels of both.</param>
    /// <param name="outputs">Channels that come out.</param>
    internal UNetStep(Spatial layers, int inputs, int outputs) : base(nameof(UNetStep))
    {
        (join, norm, next) = (new(layers.Dimensions, inputs, outputs), Spatial.Norm(outputs, slope: 0), layers.Layer(outputs, outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor maps, Tensor beside)
    {
        using var scope = NewDisposeScope();
        return next.call(norm.call(join.Of(maps, beside))).MoveToOuterDisposeScope();
    }
}
