using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>What a network costs: how many numbers it learns, and how much it computes for one input.</summary>
/// <param name="Parameters">Learned numbers.</param>
/// <param name="Operations">Multiplications and additions of all convolutions and linear layers; what lies between them is some per cent more.</param>
public sealed record ComputeCost(long Parameters, double Operations)
{
    /// <summary>Counts while an input of zeros goes through the network.</summary>
    /// <param name="network">On the CPU; stays as it is.</param>
    /// <param name="shape">Of the input, for example [1, 3, 256, 256].</param>
    public static ComputeCost Of(nn.Module<Tensor, Tensor> network, ReadOnlySpan<long> shape)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        double operations = 0;
        var hooks = network.modules().OfType<nn.Module<Tensor, Tensor>>().Where(layer => Kernel(layer) is not null)
            .Select(layer => layer.register_forward_hook((_, input, output) =>
            {
                operations += 2.0 * Kernel(layer)!.numel() * Places(layer, input, output);
                return output;
            })).ToArray();
        network.call(zeros(shape));
        foreach (var hook in hooks)
            hook.remove();
        return new(network.parameters().Sum(parameter => parameter.numel()), operations);
    }

    private static Tensor? Kernel(nn.Module layer) => layer switch
    {
        Conv2d or Conv3d or ConvTranspose2d or ConvTranspose3d or Linear or DoublingConvolution or FewMapsConvolution => layer.get_parameter("weight"),
        _ => null,
    };

    /// <summary>How often the whole kernel is applied: at every place of the output, of the input where it is transposed.</summary>
    private static long Places(nn.Module layer, Tensor input, Tensor output) => layer switch
    {
        Linear => output.numel() / output.shape[^1],
        ConvTranspose2d or ConvTranspose3d => input.numel() / input.shape[1],
        _ => output.numel() / output.shape[1],
    };
}
