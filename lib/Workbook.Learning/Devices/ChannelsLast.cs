using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Devices;

/// <summary>Lays feature maps out in memory with the channels of a pixel (or voxel) side by side, the order in which convolutions are fastest.</summary>
/// <remarks>Shapes and values stay: a tensor is still [N, C, H, W] or [N, C, D, H, W], only its strides change. Layers keep the layout of their input.</remarks>
public static class ChannelsLast
{
    /// <summary>The same values in the other layout.</summary>
    /// <param name="maps">Any type, [N, C, H, W] or [N, C, D, H, W].</param>
    /// <returns>A new tensor, same shape; the caller disposes it.</returns>
    public static Tensor Of(Tensor maps)
    {
        using var rows = Rows(maps);
        using var dense = maps.shape[1] == 1 ? rows.new_empty(rows.shape).copy_(rows) : rows.contiguous(); // of one channel both layouts are the same, but for strides that layers go by
        return FromRows(dense);
    }

    /// <summary>Lays the weights of all convolutions of a network out so.</summary>
    /// <param name="network">Changed in place; values, names and gradients stay. Do it before the optimiser is made.</param>
    public static void Apply(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var parameter in network.parameters().Where(HasMaps))
            parameter.set_(Of(parameter));
    }

    /// <summary>True for tensors that can be laid out so: [N, C, H, W] and [N, C, D, H, W].</summary>
    internal static bool HasMaps(Tensor tensor) => tensor.dim() is 4 or 5;

    /// <summary>True where the channels of a pixel lie side by side, and pixels one after the other.</summary>
    internal static bool Is(Tensor maps)
    {
        if (!HasMaps(maps))
            return false;
        using var rows = Rows(maps);
        return rows.is_contiguous();
    }

    /// <summary>The same memory with the channels as the last dimension: [N, H, W, C] or [N, D, H, W, C].</summary>
    internal static Tensor Rows(Tensor maps) => maps.dim() == 4 ? maps.permute(0, 2, 3, 1) : maps.permute(0, 2, 3, 4, 1);

    /// <summary>The same memory with the channels as the second dimension again.</summary>
    internal static Tensor FromRows(Tensor rows) => rows.dim() == 4 ? rows.permute(0, 3, 1, 2) : rows.permute(0, 4, 1, 2, 3);
}
