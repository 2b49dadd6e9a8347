using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Frequency;

/// <summary>What is known about a block before it is coded, and the decisions that follow from that: encoder and decoder walk through it alike.</summary>
/// <remarks>All from the block's own coefficients so far and the blocks before it in columns, rows and slices. Whole numbers only. FORMAT.md beside this file.</remarks>
/// <param name="plan">The blocks.</param>
internal sealed class BlockContexts(BlockPlan plan)
{
    /// <summary>Largest size of a coefficient that a decoder goes on with; no encoder's is so large.</summary>
    internal const int MostCoefficient = 1 << 21;

    private const int Nears = 3, Borders = 6, OwnSizes = 6, NearSizes = 4, Bands = 5, SlowLimit = 255, MeanBits = 4, RootBits = 12;
    private readonly CodedBlock[] blocks = new CodedBlock[plan.Blocks.Count];
    private readonly AdaptiveBit[] more = [.. Enumerable.Repeat(AdaptiveBit.Fresh, Borders * FrequencyOrder.LastShell)];
    private readonly AdaptiveInteger[] means = [.. Enumerable.Range(0, 2).Select(_ => new AdaptiveInteger())];
    private readonly AdaptiveInteger[] values = [.. Enumerable.Range(0, OwnSizes * NearSizes * Bands).Select(_ => Value())];
    private readonly CodedBlock[] near = new CodedBlock[Nears];
    private CodedBlock own;
    private int block = -1, count, border;

    /// <summary>Goes on to the next block.</summary>
    internal void Enter((int Slice, int Row, int Column) place)
    {
        var order = FrequencyOrder.Of(plan.Sides(place));
        own = new(order, new int[order.Places.Length], 0, 0);
        (block, count) = (block + 1, 0);
        if (place.Column > 0)
            near[count++] = blocks[block - 1];
        if (place.Row > 0)
            near[count++] = blocks[block - plan.Blocks.Columns];
        if (place.Slice > 0)
            near[count++] = blocks[block - plan.Blocks.Columns * plan.Blocks.Rows];
        border = count == 0 ? Borders - 1 : Border((2 * Outers() + count) / (2 * count));
    }

    /// <summary>Order and sides of the block.</summary>
    internal FrequencyOrder Order => own.Order;

    /// <summary>The block's levels, to be filled in order; the mean's place stays 0.</summary>
    internal int[] Levels => own.Levels;

    /// <summary>Whether coefficients go on behind a shell.</summary>
    internal ref AdaptiveBit More(int shell) => ref more[border * FrequencyOrder.LastShell + shell];

    /// <summary>The mean's distance from what its neighbours tell, in steps.</summary>
    /// <param name="outer">The block's outermost shell.</param>
    internal AdaptiveInteger Mean(int outer) => means[outer == 0 ? 0 : 1];

    /// <summary>The coefficient that the neighbours' means tell for the block's first one.</summary>
    internal int ExpectedMean()
    {
        var sum = 0L;
        foreach (var coded in near.AsSpan(0, count))
            sum += coded.Mean;
        return count == 0 ? 0 : (int)((Floor(sum, count) * Root(Order) + (1 << MeanBits + RootBits - 1)) >> MeanBits + RootBits);
    }

    /// <summary>The level at a place.</summary>
    internal AdaptiveInteger Value(int place)
    {
        var (sides, levels) = (Order.Sides, own.Levels);
        var (depth, row, column) = (place / (sides.Rows * sides.Columns), place / sides.Columns % sides.Rows, place % sides.Columns);
        var ownSize = Before(levels, place, column, 1) + Before(levels, place, row, sides.Columns) + Before(levels, place, depth, sides.Rows * sides.Columns);
        var nearSize = 0;
        foreach (var coded in near.AsSpan(0, count))
            nearSize += coded.Size(depth, row, column);
        var a = ownSize switch { <= 2 => ownSize, <= 4 => 3, <= 7 => 4, _ => 5 };
        var b = nearSize switch { <= 1 => nearSize, <= 3 => 2, _ => 3 };
        var s = Order.Shells[place] switch { <= 1 => 0, 2 => 1, <= 4 => 2, <= 7 => 3, _ => 4 };
        return values[(a * NearSizes + b) * Bands + s];
    }

    /// <summary>Remembers the block.</summary>
    /// <param name="outer">Its outermost shell.</param>
    /// <param name="mean">Its first coefficient as decoded.</param>
    internal void Leave(int outer, int mean) => blocks[block] = own with { Outer = outer, Mean = (int)Floor((long)mean << MeanBits + RootBits, Root(Order)) };

    /// <summary>Sizes of the two next lower frequencies along a direction, the nearer one twice.</summary>
    private static int Before(int[] levels, int place, int frequency, int step) =>
        (frequency > 0 ? 2 * Math.Min(3, Math.Abs(levels[place - step])) : 0) + (frequency > 1 ? Math.Min(3, Math.Abs(levels[place - 2 * step])) : 0);

    private int Outers()
    {
        var sum = 0;
        foreach (var coded in near.AsSpan(0, count))
            sum += coded.Outer;
        return sum;
    }

    private static int Border(int outer) => outer switch { 0 => 0, <= 2 => 1, <= 5 => 2, <= 9 => 3, _ => 4 };

    /// <summary>Square root of a block's voxels: its first coefficient over its mean. In 1/4096.</summary>
    private static int Root(FrequencyOrder order) => (int)Math.Round(Math.Sqrt(order.Places.Length) * (1 << RootBits));

    private static long Floor(long value, long by) => value >= 0 ? value / by : -((by - 1 - value) / by);

    private static AdaptiveInteger Value()
    {
        var value = new AdaptiveInteger();
        value.Bits[0] = new AdaptiveBit(AdaptiveBit.Fresh.Zero, 0, SlowLimit);
        return value;
    }
}
