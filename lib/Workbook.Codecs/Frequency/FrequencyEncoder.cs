using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Frequency;

/// <summary>Makes the payload of a volume: transforms blocks and chooses levels by what they cost and what they are off.</summary>
/// <param name="plan">The blocks.</param>
/// <param name="steps">Steps for blocks of each size.</param>
internal sealed class FrequencyEncoder(BlockPlan plan, Func<VolumeShape, int[]> steps)
{
    /// <summary>Squared steps that a bit is worth: at high rates d(q^2 / 12) / d bits = 2 ln 2 / 12 = 0.116 of them, and 0.1 measured best on scans.</summary>
    private const double BitWorth = 0.1;

    /// <summary>What a coefficient beyond the others needs to be for its shell to be coded, in steps.</summary>
    private const double LeastOuter = 0.7;

    private readonly BlockContexts contexts = new(plan);
    private readonly RangeEncoder encoder = new();
    private double off;

    /// <summary>The payload of a volume and what it costs: squared error in squared steps, and bits at their worth.</summary>
    internal static (byte[] Payload, double Cost) Encode(byte[] levels, BlockPlan plan, Func<VolumeShape, int[]> steps)
    {
        var encoder = new FrequencyEncoder(plan, steps);
        foreach (var place in plan.Places())
            encoder.Block(plan.Cut(levels, place), place);
        var payload = encoder.encoder.Finish();
        return (payload, encoder.off + BitWorth * 8 * payload.Length);
    }

    private void Block(int[] samples, (int Slice, int Row, int Column) place)
    {
        contexts.Enter(place);
        var (order, own) = (contexts.Order, steps(contexts.Order.Sides));
        CosineTransform.Forward(samples, order.Sides);
        var outer = Outer(samples, own, order);
        for (var shell = 0; shell < FrequencyOrder.LastShell; shell++)
        {
            encoder.Encode(ref contexts.More(shell), outer > shell ? 1 : 0);
            if (outer == shell)
                break;
        }
        var mean = Mean(samples[0], own[0], outer);
        foreach (var at in order.Places.AsSpan(1))
            Value(at, samples[at] / (double)own[at], coded: order.Shells[at] <= outer);
        contexts.Leave(outer, mean);
    }

    private int Mean(int coefficient, int step, int outer)
    {
        var expected = contexts.ExpectedMean();
        var level = (int)Math.Round((coefficient - expected) / (double)step);
        contexts.Mean(outer).Encode(encoder, level);
        var decoded = FrequencyDecoder.Coefficient(expected, level, step);
        off += Square((coefficient - decoded) / (double)step);
        return decoded;
    }

    private void Value(int at, double exact, bool coded)
    {
        if (coded)
        {
            var model = contexts.Value(at);
            contexts.Levels[at] = Math.Sign(exact) * Best(Math.Abs(exact), model);
            model.Encode(encoder, contexts.Levels[at]);
        }
        off += Square(exact - contexts.Levels[at]);
    }

    private static int Outer(int[] coefficients, int[] steps, FrequencyOrder order)
    {
        var outer = 0;
        for (var at = 1; at < coefficients.Length; at++)
            if (Math.Abs(coefficients[at]) >= LeastOuter * steps[at])
                outer = Math.Max(outer, order.Shells[at]);
        return outer;
    }

    /// <summary>The rounded size, one less, or none: whichever is cheapest with its error.</summary>
    private static int Best(double exact, AdaptiveInteger model)
    {
        var rounded = (int)(exact + 0.5);
        var (best, least) = (0, Cost(0));
        for (var size = Math.Max(1, rounded - 1); size <= rounded; size++)
            if (Cost(size) is var cost && cost < least)
                (best, least) = (size, cost);
        return best;

        double Cost(int size) => Square(exact - size) + BitWorth * model.BitsOf(size);
    }

    private static double Square(double value) => value * value;
}
