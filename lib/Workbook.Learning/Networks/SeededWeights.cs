using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>First weights that depend on a seed alone.</summary>
internal static class SeededWeights
{
    /// <summary>Draws weights and biases of all convolutions and linear layers uniform within 1 / sqrt(inputs of one output), as PyTorch does; other layers stay.</summary>
    /// <param name="network">Changed in place.</param>
    /// <param name="seed">Each parameter draws by its own name.</param>
    internal static void Draw(nn.Module network, ulong seed)
    {
        using var frozen = no_grad();
        var random = new StepRandom(seed);
        var parameters = network.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        foreach (var (name, parameter) in parameters)
            if (Kernel(parameters, name) is { } kernel)
                Fill(parameter, random, name, 1 / Math.Sqrt(kernel.shape[1..].Aggregate((a, b) => a * b)));
    }

    /// <summary>Draws one parameter.</summary>
    internal static void Fill(Tensor parameter, StepRandom random, string name, double reach)
    {
        using var uniform = random.Uniform(parameter.shape, 0, 0, name).sub_(Held.Number(0.5)).mul_(Held.Number(2 * reach));
        parameter.copy_(uniform);
    }

    /// <summary>The kernel of a convolution, or the matrix of a linear layer, that a parameter belongs to; null where it belongs to none.</summary>
    private static Tensor? Kernel(Dictionary<string, Parameter> parameters, string name)
        => (name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal))
            && parameters.GetValueOrDefault(name[..name.LastIndexOf('.')] + ".weight") is { } kernel && kernel.dim() is 2 or >= 4 ? kernel : null;
}
