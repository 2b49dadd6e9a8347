using System.Buffers.Binary;

namespace Workbook.Codecs;

/// <summary>Reads what <see cref="FieldWriter"/> wrote, and only that.</summary>
/// <param name="name">What is read, for messages.</param>
/// <param name="bytes">All bytes of it.</param>
internal ref struct FieldReader(string name, ReadOnlySpan<byte> bytes)
{
    private readonly string name = name;
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    internal int Position { get; private set; }

    internal readonly int Remaining => bytes.Length - Position;

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)Remaining)
            throw new BitstreamException($"{name}: {count:N0} bytes were expected at byte {Position}, {Remaining:N0} are left; it was cut short");
        Position += count;
        return bytes.Slice(Position - count, count);
    }

    internal int Byte() => Bytes(1)[0];

    internal int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    internal ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    internal double Double() => BitConverter.UInt64BitsToDouble(UInt64());

    /// <summary>A length below 2^31 in seven-bit groups, in its only spelling.</summary>
    internal int Varint()
    {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var group = Byte();
            value |= (long)(group & 127) << shift;
            if (group < 128 && (group > 0 || shift == 0) && value <= int.MaxValue)
                return (int)value;
            if (group < 128)
                break;
        }
        throw new BitstreamException($"{name}: the number that ends before byte {Position} is too long or too large; the stream is damaged");
    }

    internal readonly void Require(bool holds, string what)
    {
        if (!holds)
            throw new BitstreamException($"{name}: before byte {Position}: {what}");
    }

    internal readonly void ExpectEnd()
    {
        if (Remaining > 0)
            throw new BitstreamException($"{name}: {Remaining:N0} bytes follow its end at byte {Position}");
    }
}
