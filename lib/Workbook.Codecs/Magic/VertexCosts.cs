using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>What each residual would cost in bits with the starting probabilities of one plane.</summary>
internal sealed class VertexCosts
{
    private const int Sizes = 24;
    private readonly float[] costs = new float[VertexQuantizer.Classes * VertexDecisions.Contexts * 2 * Sizes];

    internal VertexCosts(ReadOnlySpan<AdaptiveBit> plane)
    {
        for (int number = 0; number < VertexQuantizer.Classes; number++)
            for (int context = 0; context < VertexDecisions.Contexts; context++)
                for (int negative = 0; negative < 2; negative++)
                    Fill(plane.Slice(number * VertexDecisions.PerClass, VertexDecisions.PerClass), context, negative,
                        costs.AsSpan(((number * VertexDecisions.Contexts + context) * 2 + negative) * Sizes, Sizes));
    }

    /// <summary>Bits of a value in a class and context.</summary>
    internal float Of(int number, int context, int value)
    {
        int size = Math.Abs(value);
        int row = ((number * VertexDecisions.Contexts + context) * 2 + (value < 0 ? 1 : 0)) * Sizes;
        return size < Sizes ? costs[row + size] : costs[row + Sizes - 1] + 2 * MathF.Log2((size - 12f) / (Sizes - 13));
    }

    private static void Fill(ReadOnlySpan<AdaptiveBit> bits, int context, int negative, Span<float> row)
    {
        row[0] = Bits(bits[context], 0);
        float sum = Bits(bits[context], 1) + Bits(bits[VertexDecisions.Sign], negative);
        for (int size = 1; size < VertexDecisions.UnarySize; size++)
        {
            row[size] = sum + Bits(bits[VertexDecisions.Above(context, size)], 0);
            sum += Bits(bits[VertexDecisions.Above(context, size)], 1);
        }
        for (int size = VertexDecisions.UnarySize; size < Sizes; size++)
            row[size] = sum + Rest(bits, size - VertexDecisions.UnarySize + 1);
    }

    private static float Rest(ReadOnlySpan<AdaptiveBit> bits, int rest)
    {
        int length = System.Numerics.BitOperations.Log2((uint)rest);
        float sum = length;
        for (int i = 0; i <= length; i++)
            sum += Bits(bits[VertexDecisions.Longer(i)], length > i ? 1 : 0);
        return sum;
    }

    private static float Bits(AdaptiveBit bit, int value) => bit.Cost(value) / (float)BitCost.Unit;
}
