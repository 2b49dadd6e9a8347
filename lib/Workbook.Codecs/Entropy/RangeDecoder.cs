using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Entropy;

/// <summary>Reads what a <see cref="RangeEncoder"/> wrote.</summary>
/// <remarks>Hand it on by reference: a copy would read the same bits twice. Any bytes decode to something or throw
/// <see cref="BitstreamException"/>; memory is never taken.</remarks>
public ref struct RangeDecoder
{
    private readonly ReadOnlySpan<byte> bytes;
    private int position;
    private uint code;
    private uint range;

    /// <summary>Starts reading.</summary>
    /// <param name="payload">Exactly the bytes that <see cref="RangeEncoder.Finish"/> returned.</param>
    /// <exception cref="BitstreamException">The payload starts with four bytes of 255, as none does.</exception>
    public RangeDecoder(ReadOnlySpan<byte> payload)
    {
        bytes = payload;
        range = uint.MaxValue;
        for (int i = 0; i < 4; i++)
            code = code << 8 | Next();
        if (code >= range)
            throw new BitstreamException("the payload starts with FFFFFFFF, which lies behind every symbol; the stream is damaged");
    }

    /// <summary>Where in a total of 65536 the next symbol lies: in the interval [start, end) with start at most this and end above.</summary>
    /// <remarks>The largest t with floor(range t / 65536) at most code. Always below 65536, since code is below range.</remarks>
    internal readonly uint Target => (uint)((((ulong)code + 1 << 16) - 1) / range);

    /// <summary>Decodes a decision and lets its probability learn.</summary>
    /// <param name="bit">The decision's probability, as it was when coded.</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public int Decode(ref AdaptiveBit bit)
    {
        uint bound = (uint)(((ulong)range * (uint)bit.Zero) >> 16);
        int value = code < bound ? 0 : 1;
        Narrow(value == 0 ? 0 : bound, value == 0 ? bound : range - bound);
        bit.Update(value);
        return value;
    }

    /// <summary>Decodes a symbol of a static table.</summary>
    /// <param name="table">The table it was coded with.</param>
    /// <returns>The symbol.</returns>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public int Decode(CdfTable table) => Decode(table.Starts);

    /// <summary>Decodes a symbol of intervals of a total of 2^16.</summary>
    /// <param name="starts">Where each symbol's interval starts, rising, and at last the total, as they were when coded.</param>
    /// <returns>The symbol.</returns>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public int Decode(ReadOnlySpan<int> starts)
    {
        int symbol = 0, above = starts.Length - 1;
        uint target = Target;
        while (above - symbol > 1)
        {
            int middle = (symbol + above) >> 1;
            if (target < (uint)starts[middle])
                above = middle;
            else
                symbol = middle;
        }
        Take((uint)starts[symbol], (uint)starts[symbol + 1]);
        return symbol;
    }

    /// <summary>Decodes equally likely bits.</summary>
    /// <param name="count">How many, 0 to 32.</param>
    /// <returns>The bits, the first one highest.</returns>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public uint DecodeBits(int count)
    {
        uint value = 0;
        for (int i = 0; i < count; i++)
        {
            uint half = range >> 1;
            bool one = code >= half;
            Narrow(one ? half : 0, one ? range - half : half);
            value = value << 1 | (one ? 1u : 0u);
        }
        return value;
    }

    /// <summary>Takes a symbol out, whose interval holds <see cref="Target"/>.</summary>
    /// <param name="start">Where its interval starts, of a total of 65536.</param>
    /// <param name="end">Where it ends, above the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Take(uint start, uint end)
    {
        uint from = (uint)(((ulong)range * start) >> 16);
        Narrow(from, (uint)(((ulong)range * end) >> 16) - from);
    }

    /// <summary>Refuses a payload that is too short for its content, before memory is taken for that; never one of an encoder.</summary>
    /// <remarks>A symbol that leaves p parts of 65536 to the others narrows the range to 1 - p / 65536, or by rounding to at most
    /// 1 / 2^24 more: that is more than p / 65536 bits, since log2(1 / (1 - x)) is above 1.44 x. The range narrows by 8 bits for each byte
    /// behind the first four, padding included, and by 8 bits at the end.</remarks>
    /// <param name="symbols">How many symbols the whole payload holds at least.</param>
    /// <param name="others">Parts of 65536 that even the likeliest value of each leaves to the others.</param>
    /// <param name="name">What the symbols are, for the message.</param>
    /// <exception cref="BitstreamException">No payload of this length holds so many.</exception>
    internal readonly void CheckRoom(long symbols, int others, string name)
    {
        const int parts = 65536, slackBytes = RangeEncoder.MaxPadding - 4 + 1;
        if (symbols * others > 8L * parts * (bytes.Length + slackBytes))
            throw new BitstreamException($"at least {symbols:N0} {name} cannot lie in a payload of {bytes.Length:N0} bytes; the stream is damaged");
    }

    /// <summary>Checks that the payload is what an encoder writes for the symbols that were decoded: nothing left over, nothing missing.</summary>
    /// <remarks>There is one payload for each sequence of symbols: of the numbers in the last interval the first one whose lower 24 bits
    /// are zero, less the zero bytes at its end.</remarks>
    /// <exception cref="BitstreamException">The payload is longer than what was decoded, or ends otherwise than an encoder's.</exception>
    public readonly void Finish()
    {
        if (bytes.Length > position - 3)
            throw new BitstreamException($"the payload has {bytes.Length} bytes, but its content ends within the first {position - 3}; "
                + "the stream has bytes behind its end or is damaged");
        bool zeroAtEnd = bytes.Length > 0 && bytes[^1] == 0 && position - bytes.Length < RangeEncoder.MaxPadding;
        if (code >= 1u << 24 || zeroAtEnd)
            throw new BitstreamException($"the payload's {bytes.Length} bytes end otherwise than an encoder ends them; the stream is damaged");
    }

    // The range is at least 256 when it comes here, so three bytes are the most that follow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Narrow(uint start, uint size)
    {
        int bits = BitOperations.LeadingZeroCount(size) & ~7;
        uint rest = code - start;
        if (position <= bytes.Length - 4)
        {
            uint next = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            code = (uint)((((ulong)rest << 32 | next) << bits) >> 32);
            position += bits >> 3;
        }
        else
        {
            code = rest;
            NarrowAtEnd(bits);
        }
        range = size << bits;
    }

    private void NarrowAtEnd(int bits)
    {
        for (; bits > 0; bits -= 8)
            code = code << 8 | Next();
    }

    private uint Next()
    {
        int at = position++;
        if (at < bytes.Length)
            return bytes[at];
        if (at - bytes.Length >= RangeEncoder.MaxPadding)
            throw new BitstreamException($"the payload has {bytes.Length} bytes, but its content goes on; the stream is cut short or damaged");
        return 0;
    }
}
