using System.Numerics;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>How often each decision was 0 and 1 in the training images, and the probabilities to start from that follow.</summary>
internal sealed class VertexCounts
{
    private const int Decisions = VertexQuantizer.Groups * VertexDecisions.PerGroup;
    private const int MostCounted = 1 << 24;
    private const int Confidence = 100;

    // Pairs: decision d was 0 so often, 1 so often.
    private readonly int[] counts = new int[2 * Decisions];

    /// <summary>Counts the decisions of an image.</summary>
    internal void Add(int[][] residuals, VertexTables tables, int group)
    {
        for (var plane = 0; plane < VertexDecisions.Planes; plane++)
        {
            var at = group * VertexDecisions.PerGroup + plane * VertexDecisions.PerPlane;
            var (activity, values) = (new VertexActivity(tables.Layout, plane > 0 ? residuals[0] : null), residuals[plane]);
            for (var k = 0; k < values.Length; k++)
            {
                Add(at + tables.Classes[k] * VertexDecisions.PerClass, activity.Context(k), values[k]);
                activity.Change(k, 0, values[k]);
            }
        }
    }

    /// <summary>Each decision's own counts, topped up by what all classes of its plane say, and that by a guess.</summary>
    internal AdaptiveBit[] Start()
    {
        var bits = new AdaptiveBit[Decisions];
        for (var plane = 0; plane < VertexQuantizer.Groups * VertexDecisions.Planes; plane++)
            for (var d = 0; d < VertexDecisions.PerClass; d++)
                Start(bits.AsSpan(plane * VertexDecisions.PerPlane, VertexDecisions.PerPlane), plane * VertexDecisions.PerPlane, d);
        return bits;
    }

    /// <summary>Decisions that were met, each with the number of decisions skipped before it; then the number of those at the end.</summary>
    internal void Write(FieldWriter fields)
    {
        var skipped = 0;
        for (var d = 0; d < Decisions; d++)
        {
            if (counts[2 * d] + counts[2 * d + 1] == 0)
            {
                skipped++;
                continue;
            }
            fields.Varint(skipped).Varint(Math.Min(counts[2 * d], MostCounted)).Varint(Math.Min(counts[2 * d + 1], MostCounted));
            skipped = 0;
        }
        fields.Varint(skipped);
    }

    internal static VertexCounts Read(ref FieldReader fields)
    {
        var read = new VertexCounts();
        for (var d = 0L; ;)
        {
            d += fields.Varint();
            fields.Require(d <= Decisions, $"decision {d} was found, there are {Decisions}");
            if (d == Decisions && fields.Remaining == 0)
                return read;
            var (zeros, ones) = (fields.Varint(), fields.Varint());
            fields.Require(d < Decisions && zeros <= MostCounted && ones <= MostCounted && zeros + ones > 0,
                $"decision {d} of {Decisions} was 0 {zeros} times and 1 {ones} times; allowed are up to {MostCounted}, not both 0");
            (read.counts[2 * d], read.counts[2 * d + 1]) = (zeros, ones);
            d++;
        }
    }

    private void Add(int at, int context, int value)
    {
        Add(at + context, value != 0);
        if (value == 0)
            return;
        Add(at + VertexDecisions.Sign, value < 0);
        var size = Math.Abs(value);
        for (var step = 1; step < VertexDecisions.UnarySize && step <= size; step++)
            Add(at + VertexDecisions.Above(context, step), size > step);
        if (size < VertexDecisions.UnarySize)
            return;
        var length = BitOperations.Log2((uint)(size - VertexDecisions.UnarySize + 1));
        for (var i = 0; i <= length && i < VertexDecisions.MaxLength; i++)
            Add(at + VertexDecisions.Longer(i), length > i);
    }

    private void Add(int decision, bool one) => counts[2 * decision + (one ? 1 : 0)]++;

    private void Start(Span<AdaptiveBit> plane, int first, int decision)
    {
        long zeros = 0, total = 0;
        for (var at = decision; at < plane.Length; at += VertexDecisions.PerClass)
        {
            zeros += counts[2 * (first + at)];
            total += counts[2 * (first + at)] + counts[2 * (first + at) + 1];
        }
        // Units of 1/65536; a guess weighs 4 observations, the other classes 3.
        var pooled = (65536 * zeros + 4 * Guess(decision)) / (total + 4);
        for (var at = decision; at < plane.Length; at += VertexDecisions.PerClass)
        {
            long own = counts[2 * (first + at)] + counts[2 * (first + at) + 1];
            var probability = (65536L * counts[2 * (first + at)] + 3 * pooled + (own + 3) / 2) / (own + 3);
            plane[at] = new AdaptiveBit((int)probability, (int)Math.Min(own + 2, Confidence), 255);
        }
    }

    // Before anything is known: zeros are likely where the neighbours are zero, and large sizes are rare.
    private static int Guess(int decision) => decision switch
    {
        < VertexDecisions.Contexts => 61000 - 5900 * decision,
        VertexDecisions.Sign => 32768,
        _ => 39000,
    };
}
