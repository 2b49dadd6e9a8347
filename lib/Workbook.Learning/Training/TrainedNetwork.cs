using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>A network with its optimiser.</summary>
public sealed class TrainedNetwork : IDisposable
{
    internal TrainedNetwork(string name, nn.Module module, FastPath path, bool fused)
    {
        path.Prepare(module);
        (Name, Module, Optimizer) = (name, module, new AdamOptimizer(module, fused));
    }

    /// <summary>What checkpoints and messages call it.</summary>
    public string Name { get; }

    /// <summary>The network; whoever made it disposes it.</summary>
    public nn.Module Module { get; }

    /// <summary>Its optimiser.</summary>
    public AdamOptimizer Optimizer { get; }

    /// <summary>Parameters and buffers by name. The live tensors.</summary>
    internal IEnumerable<KeyValuePair<string, Tensor>> Weights() => Named(Name, Module.state_dict());

    /// <summary>Everything that a checkpoint holds of it. The live tensors.</summary>
    internal IEnumerable<KeyValuePair<string, Tensor>> State() => Weights().Concat(Named($"{Name}-adam", Optimizer.State));

    /// <summary>Frees the optimiser's moments; the network stays.</summary>
    public void Dispose() => Optimizer.Dispose();

    private static IEnumerable<KeyValuePair<string, Tensor>> Named(string start, IEnumerable<KeyValuePair<string, Tensor>> tensors)
        => tensors.Select(pair => KeyValuePair.Create($"{start}.{pair.Key}", pair.Value));
}
