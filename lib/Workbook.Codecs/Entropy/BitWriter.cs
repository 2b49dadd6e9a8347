namespace Workbook.Codecs.Entropy;

/// <summary>Packs fields of a fixed number of bits, the most significant bit first.</summary>
/// <remarks>The last byte is filled up with zero bits.</remarks>
public sealed class BitWriter
{
    private byte[] bytes;
    private int length;
    private ulong pending;
    private int pendingBits;

    /// <summary>Makes an empty writer.</summary>
    /// <param name="capacity">Bytes to set aside at the start; more are taken when needed.</param>
    public BitWriter(int capacity = 64) => bytes = new byte[Math.Max(capacity, 8)];

    /// <summary>Bits written so far.</summary>
    public long BitCount => 8L * length + pendingBits;

    /// <summary>Appends a field.</summary>
    /// <param name="value">The field's value, below 2^bits.</param>
    /// <param name="bits">The field's width, 0 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside 0 to 32, or the value does not fit it.</exception>
    public void Write(uint value, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bits, 32u, nameof(bits));
        if ((ulong)value >> bits != 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"the value does not fit {bits} bits");
        pending = pending << bits | value;
        pendingBits += bits;
        while (pendingBits >= 8)
            Append((byte)(pending >> (pendingBits -= 8)));
    }

    /// <summary>All fields, filled up to whole bytes with zero bits.</summary>
    public byte[] ToArray()
    {
        var whole = new byte[length + (pendingBits > 0 ? 1 : 0)];
        bytes.AsSpan(0, length).CopyTo(whole);
        if (pendingBits > 0)
            whole[^1] = (byte)(pending << (8 - pendingBits));
        return whole;
    }

    private void Append(byte value)
    {
        if (length == bytes.Length)
            Array.Resize(ref bytes, 2 * length);
        bytes[length++] = value;
    }
}
