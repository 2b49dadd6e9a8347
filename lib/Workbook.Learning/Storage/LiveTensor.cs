using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Storage;

/// <summary>Between stored tensors and those that networks compute with.</summary>
internal static class LiveTensor
{
    private static readonly Dictionary<ScalarType, TensorType> Types = new()
    {
        [ScalarType.Bool] = TensorType.BOOL,
        [ScalarType.Byte] = TensorType.U8,
        [ScalarType.Int8] = TensorType.I8,
        [ScalarType.Int16] = TensorType.I16,
        [ScalarType.Float16] = TensorType.F16,
        [ScalarType.BFloat16] = TensorType.BF16,
        [ScalarType.Int32] = TensorType.I32,
        [ScalarType.Float32] = TensorType.F32,
        [ScalarType.Float64] = TensorType.F64,
        [ScalarType.Int64] = TensorType.I64,
    };

    /// <summary>A copy of a tensor's numbers, bit by bit.</summary>
    internal static StoredTensor Store(string name, Tensor live)
    {
        if (!Types.TryGetValue(live.dtype, out var type))
            throw new ArgumentException($"tensor '{name}' is {live.dtype}; a file holds {string.Join(", ", TensorLayout.TypeNames)}", nameof(live));
        using var scope = NewDisposeScope();
        var plain = live.detach().cpu().contiguous();
        return new StoredTensor(name, type, live.shape, plain.numel() == 0 ? default : plain.bytes.ToArray());
    }

    /// <summary>A tensor on the CPU with the stored numbers, bit by bit.</summary>
    internal static Tensor Restore(StoredTensor stored)
    {
        var live = empty([.. stored.Shape], Types.First(pair => pair.Value == stored.Type).Key);
        if (!stored.Data.IsEmpty)
            stored.Data.Span.CopyTo(live.bytes);
        return live;
    }

    /// <summary>True where a stored tensor has this one's type and shape.</summary>
    internal static bool Fits(Tensor live, StoredTensor stored)
        => Types.TryGetValue(live.dtype, out var type) && type == stored.Type && live.shape.SequenceEqual(stored.Shape);

    internal static string Words(Tensor live)
        => Types.TryGetValue(live.dtype, out var type) ? TensorLayout.Words(type, live.shape) : $"{live.dtype} [{string.Join(", ", live.shape)}]";
}
