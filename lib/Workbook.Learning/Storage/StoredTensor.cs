namespace Workbook.Learning.Storage;

/// <summary>A tensor at rest: name, type, shape and bytes. It never changes.</summary>
public sealed class StoredTensor
{
    /// <summary>Makes a tensor of bytes.</summary>
    /// <param name="name">Such as <c>g_a.0.weight</c>; 1 to 1024 characters.</param>
    /// <param name="type">What the numbers are.</param>
    /// <param name="shape">Length of each of up to 64 dimensions; empty for a single number.</param>
    /// <param name="data">The numbers, little-endian, the last dimension fastest. Not copied: leave it as it is.</param>
    /// <exception cref="ArgumentException">The name cannot be stored, or the bytes are not as many as type and shape ask for.</exception>
    public StoredTensor(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data)
    {
        if (TensorLayout.WhyNoName(name) is { } why)
            throw new ArgumentException(why, nameof(name));
        if (TensorLayout.ByteCount(type, shape) is var expected && expected != data.Length)
            throw new ArgumentException($"{name} has {data.Length:N0} bytes; {TensorLayout.Words(type, shape)} takes {expected:N0}", nameof(data));
        (Name, Type, Shape, Data) = (name, type, shape.ToArray(), data);
    }

    /// <summary>The tensor's name in its network.</summary>
    public string Name { get; }

    /// <summary>What the numbers are.</summary>
    public TensorType Type { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The numbers, little-endian, the last dimension fastest.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    internal string Words => TensorLayout.Words(Type, [.. Shape]);
}
