using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Devices;

/// <summary>Lays 2D feature maps out in memory with the channels of a pixel side by side, the order in which convolutions are fastest.</summary>
/// <remarks>Shapes and values stay: a tensor is still [N, C, H, W], only its strides change. Layers keep the layout of their input.</remarks>
public static class ChannelsLast
{
    /// <summary>The same values in the other layout.</summary>
    /// <param name="maps">Any type, [N, C, H, W].</param>
    /// <returns>A new tensor, same shape; the caller disposes it.</returns>
    public static Tensor Of(Tensor maps)
    {
        using var rows = maps.permute(0, 2, 3, 1); // [N, H, W, C]
        using var dense = rows.contiguous();
        return dense.permute(0, 3, 1, 2); // [N, C, H, W]
    }

    /// <summary>Lays the weights of all 2D convolutions of a network out so.</summary>
    /// <param name="network">Changed in place; values, names and gradients stay. Do it before the optimiser is made.</param>
    public static void Apply(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var parameter in network.parameters().Where(parameter => parameter.dim() == 4))
            parameter.set_(Of(parameter));
    }
}
