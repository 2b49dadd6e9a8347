using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>A narrow residual block of the attention block: 1x1 to half the channels, 3x3, 1x1 back, the input added, ReLU.</summary>
internal sealed class ResidualUnit : nn.Module<Tensor, Tensor>
{
    private readonly Sequential conv;

    internal ResidualUnit(int channels) : base(nameof(ResidualUnit))
    {
        var half = channels / 2;
        conv = nn.Sequential(Layers.Conv1x1(channels, half), nn.ReLU(), Layers.Conv3x3(half, half), nn.ReLU(), Layers.Conv1x1(half, channels));
        RegisterComponents();
    }

    /// <summary>Applies the unit; shape stays.</summary>
    public override Tensor forward(Tensor x)
    {
        using var sum = x + conv.call(x);
        return sum.relu();
    }
}
