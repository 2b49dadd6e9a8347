namespace Workbook.Codecs.Frequency;

/// <summary>What is remembered of a block, for those that follow.</summary>
/// <param name="Order">Its sides and their order of coding.</param>
/// <param name="Levels">Quantised coefficients by place; 0 at the first one, the mean.</param>
/// <param name="Outer">The outermost shell that was coded; 0 for none.</param>
/// <param name="Mean">Mean of its samples as decoded, in 1/16 of a sample's unit.</param>
internal readonly record struct CodedBlock(FrequencyOrder Order, int[] Levels, int Outer, int Mean)
{
    /// <summary>Size of a level, at most 3; 0 where the block has no such frequency.</summary>
    internal int Size(int depth, int row, int column)
    {
        var sides = Order.Sides;
        return depth < sides.Depth && row < sides.Rows && column < sides.Columns ? Math.Min(3, Math.Abs(Levels[sides.IndexOf(depth, row, column)])) : 0;
    }
}
