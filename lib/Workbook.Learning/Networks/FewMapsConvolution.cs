using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A convolution, 3x3 or 3x3x3, that ends a network in a map or a few.</summary>
/// <remarks>oneDNN computes sixteen maps where one is asked for; maps laid out with their channels last are convolved by <see cref="FewMapsRows"/>.</remarks>
internal sealed class FewMapsConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="dimensions">2 or 3.</param>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Maps that come out.</param>
    internal FewMapsConvolution(int dimensions, int inputs, int outputs) : base(nameof(FewMapsConvolution))
    {
        weight = Layers.Learned(zeros([outputs, inputs, .. Enumerable.Repeat(3L, dimensions)]));
        bias = Layers.Learned(zeros(outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor maps)
    {
        if (FewMapsRows.CanTake(maps, weight))
            return FewMapsRows.Of(maps, weight, bias);
        return maps.dim() == 4 ? nn.functional.conv2d(maps, weight, bias, padding: [1, 1]) : nn.functional.conv3d(maps, weight, bias, padding: [1, 1, 1]);
    }
}
