using System.Numerics;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>What an <see cref="AdaptiveInteger"/> starts from: the probability of each of its decisions, and how much that weighs.</summary>
internal sealed class IntegerStart
{
    /// <summary>Bytes in a knowledge file.</summary>
    internal const int Bytes = 3 * AdaptiveInteger.Decisions;

    private readonly AdaptiveBit[] bits;
    private readonly byte[] weights;

    private IntegerStart(AdaptiveBit[] bits, byte[] weights) => (this.bits, this.weights) = (bits, weights);

    /// <summary>Nothing is known.</summary>
    internal static IntegerStart Fresh => From(new long[2 * AdaptiveInteger.Decisions], 0);

    /// <summary>Counts a value's decisions: element 2 d + b says how often decision d was b.</summary>
    internal static void Count(long[] counts, int value)
    {
        counts[value == 0 ? 0 : 1]++;
        if (value == 0)
            return;
        counts[2 + (value < 0 ? 1 : 0)]++;
        var size = Math.Abs(value);
        for (var step = 1; step < AdaptiveInteger.UnarySize; step++)
        {
            counts[2 * (1 + step) + (size > step ? 1 : 0)]++;
            if (size == step)
                return;
        }
        var length = BitOperations.Log2((uint)(size - AdaptiveInteger.UnarySize + 1));
        for (var i = 0; i <= length && 1 + AdaptiveInteger.UnarySize + i < AdaptiveInteger.Decisions; i++)
            counts[2 * (1 + AdaptiveInteger.UnarySize + i) + (length > i ? 1 : 0)]++;
    }

    /// <summary>Starts from counted decisions, which weigh at most <paramref name="confidence"/> observations.</summary>
    internal static IntegerStart From(long[] counts, int confidence)
    {
        var bits = new AdaptiveBit[counts.Length / 2];
        var weights = new byte[bits.Length];
        for (var d = 0; d < bits.Length; d++)
        {
            bits[d] = AdaptiveBit.FromCounts(counts[2 * d], counts[2 * d + 1], confidence);
            weights[d] = (byte)Math.Min(counts[2 * d] + counts[2 * d + 1], confidence);
        }
        return new IntegerStart(bits, weights);
    }

    internal AdaptiveInteger Model()
    {
        var model = new AdaptiveInteger();
        bits.CopyTo(model.Bits);
        return model;
    }

    internal void Write(FieldWriter fields)
    {
        for (var d = 0; d < bits.Length; d++)
            fields.UInt16(bits[d].Zero).Byte(weights[d]);
    }

    internal static IntegerStart Read(ref FieldReader fields)
    {
        var bits = new AdaptiveBit[AdaptiveInteger.Decisions];
        var weights = new byte[bits.Length];
        for (var d = 0; d < bits.Length; d++)
        {
            var zero = fields.UInt16();
            weights[d] = (byte)fields.Byte();
            bits[d] = new AdaptiveBit(zero, weights[d]);
            fields.Require(bits[d].Zero == zero, $"a probability of {zero} is out of range");
        }
        return new IntegerStart(bits, weights);
    }
}
