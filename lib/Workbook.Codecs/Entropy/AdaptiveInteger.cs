using System.Numerics;

namespace Workbook.Codecs.Entropy;

/// <summary>Codes signed integers of any size, small ones cheaply, with probabilities learned while coding.</summary>
/// <remarks>Decisions in order: zero or not; the sign; is the size above 1, above 2, ... up to <see cref="UnarySize"/>; what is left
/// as an exponential Golomb code of order 0, its length learned and its bits even. One object stands for one context.</remarks>
public sealed class AdaptiveInteger
{
    /// <summary>Sizes up to here have a decision of their own.</summary>
    public const int UnarySize = 14;

    /// <summary>Binary decisions that one context holds.</summary>
    public const int Decisions = 1 + 1 + (UnarySize - 1) + MaxLength;

    private const int MaxLength = 20;
    private readonly AdaptiveBit[] bits = new AdaptiveBit[Decisions];

    /// <summary>Makes a coder that knows nothing.</summary>
    public AdaptiveInteger() => Array.Fill(bits, AdaptiveBit.Fresh);

    /// <summary>The decisions: zero, sign, the sizes, the length of the rest. Set them to start from what is known.</summary>
    public Span<AdaptiveBit> Bits => bits;

    /// <summary>Codes a value and learns from it.</summary>
    /// <param name="encoder">Where it goes.</param>
    /// <param name="value">At most 2^20 in size.</param>
    public void Encode(RangeEncoder encoder, int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)value), 1 << MaxLength, nameof(value));
        encoder.Encode(ref bits[0], value == 0 ? 0 : 1);
        if (value == 0)
            return;
        encoder.Encode(ref bits[1], value < 0 ? 1 : 0);
        int size = Math.Abs(value);
        for (int step = 1; step < UnarySize; step++)
        {
            encoder.Encode(ref bits[1 + step], size > step ? 1 : 0);
            if (size == step)
                return;
        }
        EncodeRest(encoder, (uint)(size - UnarySize + 1));
    }

    /// <summary>Decodes a value and learns from it.</summary>
    /// <param name="decoder">Where it comes from.</param>
    /// <returns>At most 2^21 in size.</returns>
    /// <exception cref="BitstreamException">The payload is damaged.</exception>
    public int Decode(ref RangeDecoder decoder)
    {
        if (decoder.Decode(ref bits[0]) == 0)
            return 0;
        int sign = decoder.Decode(ref bits[1]) == 0 ? 1 : -1;
        for (int step = 1; step < UnarySize; step++)
            if (decoder.Decode(ref bits[1 + step]) == 0)
                return sign * step;
        return sign * (DecodeRest(ref decoder) + UnarySize - 1);
    }

    /// <summary>What coding a value would cost now.</summary>
    /// <param name="size">At least 0; a sign counts one bit.</param>
    /// <returns>Bits, exact on every machine up to <see cref="UnarySize"/>, near enough above.</returns>
    internal double BitsOf(int size)
    {
        if (size == 0)
            return bits[0].Cost(0) / (double)BitCost.Unit;
        var cost = bits[0].Cost(1);
        for (int step = 1; step < UnarySize && step <= size; step++)
            cost += bits[1 + step].Cost(size > step ? 1 : 0);
        return 1 + cost / (double)BitCost.Unit + (size < UnarySize ? 0 : 2 * BitOperations.Log2((uint)(size - UnarySize + 1)) + 1);
    }

    private void EncodeRest(RangeEncoder encoder, uint rest)
    {
        int length = BitOperations.Log2(rest);
        for (int i = 0; i < MaxLength; i++)
        {
            encoder.Encode(ref bits[1 + UnarySize + i], length > i ? 1 : 0);
            if (length == i)
                break;
        }
        encoder.EncodeBits(rest & ((1u << length) - 1), length);
    }

    private int DecodeRest(ref RangeDecoder decoder)
    {
        int length = 0;
        while (length < MaxLength && decoder.Decode(ref bits[1 + UnarySize + length]) != 0)
            length++;
        return (int)(1u << length | decoder.DecodeBits(length));
    }
}
