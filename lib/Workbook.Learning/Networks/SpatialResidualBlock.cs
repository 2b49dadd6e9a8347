using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Two convolutions with normalisation, and the input added: relu(x + f(x)).</summary>
/// <remarks>Source: He et al., "Deep Residual Learning for Image Recognition", Fig. 2.</remarks>
internal sealed class SpatialResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> first;
    private readonly nn.Module<Tensor, Tensor> second;

    /// <param name="layers">For images or volumes.</param>
    /// <param name="channels">Of input and output.</param>
    internal SpatialResidualBlock(Spatial layers, int channels) : base(nameof(SpatialResidualBlock))
    {
        first = layers.Layer(channels, channels);
        second = nn.Sequential(layers.Conv(channels, channels), Spatial.Norm(channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x + second.call(first.call(x))).relu_().MoveToOuterDisposeScope();
    }
}
