using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Storage;

/// <summary>From live networks into tensor files and back.</summary>
public sealed partial class TensorFile
{
    /// <summary>Copies a network's parameters and buffers.</summary>
    /// <param name="network">On any device, in any memory layout; stays as it is.</param>
    /// <param name="metadata">Words about it.</param>
    public static TensorFile Of(nn.Module network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var scope = NewDisposeScope();
        return Of(network.state_dict(), metadata);
    }

    /// <summary>Copies tensors.</summary>
    /// <param name="tensors">By name, on any device, in any memory layout; they stay as they are.</param>
    /// <param name="metadata">Words about them.</param>
    /// <exception cref="ArgumentException">A tensor is of a type that files do not hold, or takes 2 GiB or more.</exception>
    public static TensorFile Of(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        => new(tensors.Select(pair => LiveTensor.Store(pair.Key, pair.Value)), metadata);

    /// <summary>Copies the stored numbers into a network, or says what does not fit and leaves the network as it is.</summary>
    /// <param name="network">On any device; its parameters and buffers stay the same objects, as optimisers need it.</param>
    /// <param name="match">Which tensors must be there; null for all of both sides.</param>
    /// <exception cref="TensorFileException">Names, types or shapes do not fit.</exception>
    public void CopyTo(nn.Module network, TensorMatch? match = null)
    {
        using var scope = NewDisposeScope();
        CopyTo(network.state_dict(), match);
    }

    /// <summary>Copies the stored numbers into tensors, or says what does not fit and leaves all of them as they are.</summary>
    /// <param name="tensors">By name, on any device.</param>
    /// <param name="match">Which tensors must be there; null for all of both sides.</param>
    /// <exception cref="TensorFileException">Names, types or shapes do not fit.</exception>
    public void CopyTo(IReadOnlyDictionary<string, Tensor> tensors, TensorMatch? match = null)
    {
        var pairs = (match ?? new TensorMatch()).Pair(this, tensors);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = pairs.Select(pair => LiveTensor.Restore(pair.Stored)).ToArray(); // all of them, before one is changed
        foreach (var (pair, value) in pairs.Zip(values))
            pair.Live.copy_(value);
    }
}
