using System.Buffers.Binary;

namespace Workbook.Codecs;

/// <summary>Appends whole-byte fields, the least significant byte first.</summary>
internal sealed class FieldWriter
{
    private readonly List<byte> bytes = [];

    internal int Length => bytes.Count;

    internal FieldWriter Byte(int value)
    {
        bytes.Add(checked((byte)value));
        return this;
    }

    internal FieldWriter Bytes(ReadOnlySpan<byte> value)
    {
        bytes.AddRange(value);
        return this;
    }

    internal FieldWriter UInt16(int value) => Byte(value & 255).Byte(value >> 8);

    internal FieldWriter UInt32(uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        return Bytes(four);
    }

    internal FieldWriter UInt64(ulong value) => UInt32((uint)value).UInt32((uint)(value >> 32));

    internal FieldWriter Double(double value) => UInt64(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    internal FieldWriter Varint(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value > 127; value >>= 7)
            Byte(value & 127 | 128);
        return Byte(value);
    }

    internal byte[] ToArray() => [.. bytes];
}
