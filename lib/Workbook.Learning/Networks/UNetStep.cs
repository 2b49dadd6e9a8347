using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A step of a U-Net's decoder: maps doubled, the encoder's beside them, two convolutions.</summary>
internal sealed class UNetStep : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly (DoublingConvolution Join, nn.Module<Tensor, Tensor> Norm, nn.Module<Tensor, Tensor> Next) layers; // no fields of their own: those would name the parameters

    /// <param name="spatial">For images or volumes.</param>
    /// <param name="inputs">Channels of both.</param>
    /// <param name="outputs">Channels that come out.</param>
    internal UNetStep(Spatial spatial, int inputs, int outputs) : base(nameof(UNetStep))
    {
        layers = (new(spatial.Dimensions, inputs, outputs), Spatial.Norm(outputs, slope: 0), spatial.Layer(outputs, outputs));
        register_module("0", nn.Sequential(layers.Join, layers.Norm));
        register_module("1", layers.Next);
    }

    public override Tensor forward(Tensor maps, Tensor beside)
    {
        using var scope = NewDisposeScope();
        return layers.Next.call(layers.Norm.call(layers.Join.Of(maps, beside))).MoveToOuterDisposeScope();
    }
}
