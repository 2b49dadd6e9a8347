namespace Workbook.Codecs.Entropy;

/// <summary>Writes decisions of known probability in their ideal length, to within a byte for the whole stream.</summary>
/// <remarks>A carry-propagating range coder: 32-bit state, a byte leaves when the range falls below 2^24. <see cref="Finish"/> writes
/// the shortest string inside the last interval, and zero bytes at the end are left out: the decoder reads zeros there.</remarks>
public sealed class RangeEncoder
{
    /// <summary>Zero bytes that a decoder may supply behind the end.</summary>
    internal const int MaxPadding = 16;

    private byte[] bytes = new byte[64];
    private int length;
    private uint low;
    private uint range = uint.MaxValue;

    /// <summary>Bits that what was coded so far takes, rounded to whole bits.</summary>
    public int BitCount => 8 * length + System.Numerics.BitOperations.LeadingZeroCount(range);

    /// <summary>Codes a decision and lets its probability learn.</summary>
    /// <param name="bit">The decision's probability.</param>
    /// <param name="value">0 or 1.</param>
    public void Encode(ref AdaptiveBit bit, int value)
    {
        uint bound = (uint)(((ulong)range * (uint)bit.Zero) >> 16);
        Narrow(value == 0 ? 0 : bound, value == 0 ? bound : range - bound);
        bit.Update(value);
    }

    /// <summary>Codes an interval of a total of 2^16, as a <see cref="CdfTable"/> gives it.</summary>
    /// <param name="start">Where the symbol's interval starts.</param>
    /// <param name="size">Its size, at least 1.</param>
    public void Encode(int start, int size)
    {
        if (size < 1 || start < 0 || start + size > 65536)
            throw new ArgumentException($"the interval starts at {start} and has size {size}; it must lie in 0 to 65536 and not be empty");
        uint from = (uint)(((ulong)range * (uint)start) >> 16);
        Narrow(from, (uint)(((ulong)range * (uint)(start + size)) >> 16) - from);
    }

    /// <summary>Codes bits that are all equally likely.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">How many, 0 to 32; the highest goes first.</param>
    public void EncodeBits(uint value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, 32u, nameof(count));
        for (int i = count - 1; i >= 0; i--)
        {
            uint half = range >> 1;
            bool one = (value >> i & 1) != 0;
            Narrow(one ? half : 0, one ? range - half : half);
        }
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The shortest bytes that decode to what was coded. The encoder must not be used afterwards.</returns>
    public byte[] Finish()
    {
        int whole = length + 4;
        // The last interval is at least 2^24 wide, so it holds a number whose lower three bytes are zero.
        ulong top = ((ulong)low + 0xFFFFFF) & ~0xFFFFFFUL;
        if (top > uint.MaxValue)
            Carry();
        Append((byte)(top >> 24));
        while (length > 0 && bytes[length - 1] == 0 && whole - length < MaxPadding)
            length--;
        return bytes.AsSpan(0, length).ToArray();
    }

    private void Narrow(uint start, uint size)
    {
        low += start;
        if (low < start)
            Carry();
        range = size;
        while (range < 1u << 24)
        {
            Append((byte)(low >> 24));
            low <<= 8;
            range <<= 8;
        }
    }

    private void Carry()
    {
        int i = length - 1;
        while (++bytes[i] == 0)
            i--;
    }

    private void Append(byte value)
    {
        if (length == bytes.Length)
            Array.Resize(ref bytes, 2 * length);
        bytes[length++] = value;
    }
}
