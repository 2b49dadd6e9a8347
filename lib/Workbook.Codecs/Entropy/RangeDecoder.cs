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
    public RangeDecoder(ReadOnlySpan<byte> payload)
    {
        bytes = payload;
        range = uint.MaxValue;
        for (int i = 0; i < 4; i++)
            code = code << 8 | Next();
    }

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
        while (above - symbol > 1)
        {
            int middle = (symbol + above) >> 1;
            if (code < (uint)(((ulong)range * (uint)starts[middle]) >> 16))
                above = middle;
            else
                symbol = middle;
        }
        uint from = (uint)(((ulong)range * (uint)starts[symbol]) >> 16);
        Narrow(from, (uint)(((ulong)range * (uint)starts[symbol + 1]) >> 16) - from);
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

    /// <summary>Checks that nothing is left over.</summary>
    /// <exception cref="BitstreamException">The payload is longer than what was decoded.</exception>
    public readonly void Finish()
    {
        if (bytes.Length > position)
            throw new BitstreamException($"the payload has {bytes.Length} bytes, but its content ends within the first {position}; "
                + "the stream has bytes behind its end or is damaged");
    }

    private void Narrow(uint start, uint size)
    {
        code -= start;
        range = size;
        while (range < 1u << 24)
        {
            code = code << 8 | Next();
            range <<= 8;
        }
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
