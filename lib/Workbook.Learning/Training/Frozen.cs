using TorchSharp;
using TorchSharp.Modules;

namespace Workbook.Learning.Training;

/// <summary>Keeps networks from learning until disposed; gradients still pass through them.</summary>
public sealed class Frozen : IDisposable
{
    private readonly Parameter[] parameters;

    /// <summary>Freezes what learns.</summary>
    /// <param name="networks">Their parameters take no gradients from now on.</param>
    public Frozen(params IEnumerable<torch.nn.Module> networks)
    {
        parameters = [.. networks.SelectMany(network => network.parameters()).Where(parameter => parameter.requires_grad)];
        foreach (var parameter in parameters)
            parameter.requires_grad = false;
    }

    /// <summary>Lets them learn again.</summary>
    public void Dispose()
    {
        foreach (var parameter in parameters)
            parameter.requires_grad = true;
    }
}
