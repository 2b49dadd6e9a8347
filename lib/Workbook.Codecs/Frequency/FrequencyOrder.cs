using System.Collections.Concurrent;

namespace Workbook.Codecs.Frequency;

/// <summary>The coefficients of a block in the order of coding, from low to high frequencies: the zigzag in three dimensions.</summary>
/// <remarks>A coefficient's shell is the sum of its entries in the table, 0 to 21; inside a shell by position, columns fastest. So the neighbours of the next lower frequency along
/// each direction come before.</remarks>
internal sealed class FrequencyOrder
{
    /// <summary>The outermost shell.</summary>
    internal const int LastShell = 3 * (CosineTransform.Longest - 1);

    private static readonly ConcurrentDictionary<VolumeShape, FrequencyOrder> Orders = new();

    private FrequencyOrder(VolumeShape sides)
    {
        Sides = sides;
        Shells = new byte[sides.Count];
        for (int d = 0, at = 0; d < sides.Depth; d++)
            for (var r = 0; r < sides.Rows; r++)
                for (var c = 0; c < sides.Columns; c++)
                    Shells[at++] = (byte)(FrequencyTable.Entry(d, sides.Depth) + FrequencyTable.Entry(r, sides.Rows) + FrequencyTable.Entry(c, sides.Columns));
        Places = [.. Enumerable.Range(0, Shells.Length).OrderBy(place => Shells[place])];
    }

    internal VolumeShape Sides { get; }

    /// <summary>Where each coefficient stands in the block; the mean comes first.</summary>
    internal int[] Places { get; }

    /// <summary>The shell of each place.</summary>
    internal byte[] Shells { get; }

    internal static FrequencyOrder Of(VolumeShape sides) => Orders.GetOrAdd(sides, static sides => new(sides));
}
