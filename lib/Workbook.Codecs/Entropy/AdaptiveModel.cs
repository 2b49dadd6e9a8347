namespace Workbook.Codecs.Entropy;

/// <summary>Codes symbols of a fixed alphabet with probabilities learned while coding.</summary>
/// <remarks>A symbol is a path of binary decisions, highest bit first, each with its own <see cref="AdaptiveBit"/>. One model stands
/// for one context; use an array of models for several.</remarks>
public sealed class AdaptiveModel
{
    private readonly AdaptiveBit[] nodes;
    private readonly int depth;

    /// <summary>Makes a model that knows nothing.</summary>
    /// <param name="symbols">Size of the alphabet, 1 to 65536.</param>
    /// <exception cref="ArgumentException">The size is out of range.</exception>
    public AdaptiveModel(int symbols)
    {
        if (symbols is < 1 or > 65536)
            throw new ArgumentException($"an alphabet of {symbols} symbols was asked for; allowed is 1 to 65536");
        Symbols = symbols;
        depth = System.Numerics.BitOperations.Log2((uint)(2 * symbols - 1));
        nodes = new AdaptiveBit[1 << depth];
        Array.Fill(nodes, AdaptiveBit.Fresh);
    }

    /// <summary>Makes a model from counts.</summary>
    /// <param name="counts">How often each symbol was seen.</param>
    /// <param name="confidence">The most observations that the start may weigh in each decision.</param>
    public AdaptiveModel(ReadOnlySpan<long> counts, int confidence) : this(counts.Length)
    {
        var sums = new long[2 << depth];
        counts.CopyTo(sums.AsSpan(1 << depth));
        for (int node = (1 << depth) - 1; node > 0; node--)
        {
            sums[node] = sums[2 * node] + sums[2 * node + 1];
            nodes[node] = AdaptiveBit.FromCounts(sums[2 * node], sums[2 * node + 1], confidence);
        }
    }

    /// <summary>Size of the alphabet.</summary>
    public int Symbols { get; }

    /// <summary>Codes a symbol and learns from it.</summary>
    /// <param name="encoder">Where it goes.</param>
    /// <param name="symbol">0 to <see cref="Symbols"/> - 1.</param>
    public void Encode(RangeEncoder encoder, int symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)Symbols, nameof(symbol));
        for (int node = 1, i = depth - 1; i >= 0; i--)
        {
            int bit = symbol >> i & 1;
            encoder.Encode(ref nodes[node], bit);
            node = 2 * node + bit;
        }
    }

    /// <summary>Decodes a symbol and learns from it.</summary>
    /// <param name="decoder">Where it comes from.</param>
    /// <returns>0 to <see cref="Symbols"/> - 1.</returns>
    /// <exception cref="BitstreamException">The payload is damaged.</exception>
    public int Decode(ref RangeDecoder decoder)
    {
        int node = 1;
        for (int i = 0; i < depth; i++)
            node = 2 * node + decoder.Decode(ref nodes[node]);
        int symbol = node - (1 << depth);
        return symbol < Symbols ? symbol
            : throw new BitstreamException($"symbol {symbol} was found, allowed is 0 to {Symbols - 1}; the stream is damaged");
    }

    /// <summary>What coding a symbol would cost now.</summary>
    /// <param name="symbol">0 to <see cref="Symbols"/> - 1.</param>
    /// <returns>Units of 1/4096 bit.</returns>
    public int Cost(int symbol)
    {
        int cost = 0;
        for (int node = symbol + (1 << depth); node > 1; node >>= 1)
            cost += nodes[node >> 1].Cost(node & 1);
        return cost;
    }
}
