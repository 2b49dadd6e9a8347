using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Entropy;

/// <summary>Writes decisions of known probability in their ideal length, to within a byte for the whole stream.</summary>
/// <remarks>A carry-propagating range coder: 32-bit state, a byte leaves when the range falls below 2^24. <see cref="Finish"/> writes
/// one byte more, which lands inside the last interval, and zero bytes at the end are left out: the decoder reads zeros there. FORMAT.md beside
/// this file has the arithmetic.</remarks>
public sealed class RangeEncoder
{
    /// <summary>Zero bytes that a decoder may supply behind the end.</summary>
    internal const int MaxPadding = 16;

    private byte[] bytes = new byte[64];
    private int length;
    private uint low;
    private uint range = uint.MaxValue;

    /// <summary>Bits that what was coded so far takes, rounded to whole bits.</summary>
    public int BitCount => 8 * length + BitOperations.LeadingZeroCount(range);

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
        Put((uint)start, (uint)(start + size));
    }

    /// <summary>Codes an interval of a total of 65536, unchecked.</summary>
    /// <param name="start">Where the interval starts.</param>
    /// <param name="end">Where it ends, above the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Put(uint start, uint end)
    {
        uint from = (uint)(((ulong)range * start) >> 16);
        Narrow(from, (uint)(((ulong)range * end) >> 16) - from);
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
    /// <returns>The payload: the one string of bytes for what was coded. The encoder must not be used afterwards.</returns>
    public byte[] Finish()
    {
        int whole = length + 4;
        // The last interval is at least 2^24 wide, so it holds a number whose lower three bytes are zero.
        ulong top = ((ulong)low + 0xFFFFFF) & ~0xFFFFFFUL;
        if (top > uint.MaxValue)
            Carry();
        byte[] stream = [.. bytes.AsSpan(0, length), (byte)(top >> 24)];
        int kept = stream.Length;
        while (kept > 0 && stream[kept - 1] == 0 && whole - kept < MaxPadding)
            kept--;
        return stream[..kept];
    }

    // Four bytes are always written, as many as have left the range are kept: that needs no branch. A size is at least 256.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Narrow(uint start, uint size)
    {
        uint sum = low + start;
        if (sum < start)
            Carry();
        if (length + 4 > bytes.Length)
            Array.Resize(ref bytes, 2 * bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(length), sum);
        int bits = BitOperations.LeadingZeroCount(size) & ~7;
        length += bits >> 3;
        low = sum << bits;
        range = size << bits;
    }

    private void Carry()
    {
        int i = length - 1;
        while (++bytes[i] == 0)
            i--;
    }
}
