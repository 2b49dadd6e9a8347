using Workbook.Codecs.Entropy;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>What the coder of labels starts from.</summary>
internal sealed class LabelStatistics
{
    private const int Confidence = 24;
    private readonly IntegerStart[] starts;

    private LabelStatistics(IntegerStart[] starts) => this.starts = starts;

    /// <summary>Nothing is known.</summary>
    internal static LabelStatistics Fresh { get; } = Make(_ => IntegerStart.Fresh);

    internal static LabelStatistics Train(IEnumerable<MeshPlan> plans, int blockSize)
    {
        var counts = new long[LabelCoder.Contexts][];
        for (var c = 0; c < counts.Length; c++)
            counts[c] = new long[2 * AdaptiveInteger.Decisions];
        foreach (var plan in plans)
        {
            var perRow = new BlockGrid(plan.Rows, plan.Columns, blockSize).BlockColumns;
            for (var k = 0; k < plan.Labels.Length; k++)
            {
                var (guess, context) = LabelCoder.Guess(plan.Labels, k, perRow);
                IntegerStart.Count(counts[context], plan.Labels[k] - guess);
            }
        }
        return Make(c => IntegerStart.From(counts[c], Confidence));
    }

    internal AdaptiveInteger[] Models() => Array.ConvertAll(starts, start => start.Model());

    internal void Write(FieldWriter fields)
    {
        foreach (var start in starts)
            start.Write(fields);
    }

    internal static LabelStatistics Read(ref FieldReader fields)
    {
        var starts = new IntegerStart[LabelCoder.Contexts];
        for (var c = 0; c < starts.Length; c++)
            starts[c] = IntegerStart.Read(ref fields);
        return new LabelStatistics(starts);
    }

    private static LabelStatistics Make(Func<int, IntegerStart> start) => new([.. Enumerable.Range(0, LabelCoder.Contexts).Select(start)]);
}
