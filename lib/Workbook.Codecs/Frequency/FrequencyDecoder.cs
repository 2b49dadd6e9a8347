using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Frequency;

/// <summary>Makes a volume of its payload, in whole numbers: exact everywhere.</summary>
internal static class FrequencyDecoder
{
    /// <summary>Decisions that every block takes at least.</summary>
    private const int LeastDecisions = 2;

    /// <exception cref="BitstreamException">The payload is damaged.</exception>
    internal static byte[] Decode(ReadOnlySpan<byte> payload, VolumeShape shape, BlockPlan plan, Func<VolumeShape, int[]> steps)
    {
        var decoder = new RangeDecoder(payload);
        decoder.CheckRoom(LeastDecisions * plan.Blocks.Count, AdaptiveBit.LeastParts, "decisions of blocks");
        var (levels, contexts) = (new byte[shape.Count], new BlockContexts(plan));
        foreach (var place in plan.Places())
        {
            contexts.Enter(place);
            var samples = Block(ref decoder, contexts, steps(contexts.Order.Sides));
            CosineTransform.Inverse(samples, contexts.Order.Sides);
            plan.Paste(samples, levels, place);
        }
        decoder.Finish();
        return levels;
    }

    /// <summary>A coefficient so many steps from what was expected.</summary>
    internal static int Coefficient(int expected, int level, int step) =>
        (int)Math.Clamp(expected + (long)level * step, -BlockContexts.MostCoefficient, BlockContexts.MostCoefficient);

    private static int[] Block(ref RangeDecoder decoder, BlockContexts contexts, int[] steps)
    {
        var (outer, coefficients) = (0, new int[steps.Length]);
        while (outer < FrequencyOrder.LastShell && decoder.Decode(ref contexts.More(outer)) != 0)
            outer++;
        coefficients[0] = Coefficient(contexts.ExpectedMean(), contexts.Mean(outer).Decode(ref decoder), steps[0]);
        foreach (var at in contexts.Order.Places.AsSpan(1))
        {
            if (contexts.Order.Shells[at] > outer)
                break;
            contexts.Levels[at] = contexts.Value(at).Decode(ref decoder);
            coefficients[at] = Coefficient(0, contexts.Levels[at], steps[at]);
        }
        contexts.Leave(outer, coefficients[0]);
        return coefficients;
    }
}
