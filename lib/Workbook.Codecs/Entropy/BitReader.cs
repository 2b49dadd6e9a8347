namespace Workbook.Codecs.Entropy;

/// <summary>Reads the fields that <see cref="BitWriter"/> packed.</summary>
/// <param name="bytes">The whole stream.</param>
public ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;
    private ulong pending;
    private int pendingBits;

    /// <summary>Bits that are left, the filling bits of the last byte included.</summary>
    public readonly long Remaining => 8L * (bytes.Length - next) + pendingBits;

    /// <summary>Reads a field.</summary>
    /// <param name="bits">The field's width, 0 to 32.</param>
    /// <exception cref="BitstreamException">The stream ends inside the field.</exception>
    public uint Read(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bits, 32u, nameof(bits));
        while (pendingBits < bits)
            Refill(bits);
        pendingBits -= bits;
        return (uint)(pending >> pendingBits & (1UL << bits) - 1);
    }

    /// <summary>Checks that nothing is left but the zero bits that fill up the last byte.</summary>
    /// <exception cref="BitstreamException">Bytes follow, or the filling bits are not zero.</exception>
    public readonly void ExpectEnd()
    {
        if (Remaining >= 8)
            throw new BitstreamException($"{Remaining / 8} bytes follow the last field, which ends in byte {bytes.Length - Remaining / 8 - 1} "
                + $"of {bytes.Length}; a stream has nothing behind its last field");
        if ((pending & (1UL << pendingBits) - 1) != 0)
            throw new BitstreamException($"the last {pendingBits} bits of byte {bytes.Length - 1} fill it up and must be zero");
    }

    private void Refill(int bits)
    {
        if (next == bytes.Length)
            throw new BitstreamException($"the stream ends after {bytes.Length} bytes, inside a field of {bits} bits; it was cut short");
        pending = pending << 8 | bytes[next++];
        pendingBits += 8;
    }
}
