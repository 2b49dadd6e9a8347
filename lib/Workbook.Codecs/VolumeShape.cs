namespace Workbook.Codecs;

/// <summary>Sizes of a volume in voxels, the slowest side first: depth, rows, columns.</summary>
/// <param name="Depth">Number of slices, at least 1.</param>
/// <param name="Rows">Height of a slice, at least 1.</param>
/// <param name="Columns">Width of a slice, at least 1.</param>
public readonly record struct VolumeShape(int Depth, int Rows, int Columns)
{
    /// <summary>Depth times rows times columns.</summary>
    public long Count => (long)Depth * Rows * Columns;

    /// <summary>Where the voxel (slice, row, column) lies in memory.</summary>
    /// <param name="slice">0-based.</param>
    /// <param name="row">0-based.</param>
    /// <param name="column">0-based.</param>
    /// <returns>(slice * rows + row) * columns + column; nothing is checked.</returns>
    public int IndexOf(int slice, int row, int column) => (slice * Rows + row) * Columns + column;

    /// <summary>The sizes as <c>10 x 256 x 216</c>.</summary>
    /// <returns>Depth x rows x columns.</returns>
    public override string ToString() => $"{Depth} x {Rows} x {Columns}";

    internal int CheckedCount()
    {
        const long max = 1L << 29;
        if (Depth < 1 || Rows < 1 || Columns < 1 || (long)Depth * Rows > max || Count > max)
            throw new ArgumentException($"a volume of {this} voxels was asked for; each side must be at least 1 and the product at most {max:N0}");
        return (int)Count;
    }

    internal void CheckLength(int length)
    {
        if (CheckedCount() is var expected && length != expected)
            throw new ArgumentException($"the array has {length:N0} values, but a volume of {this} voxels needs {expected:N0}");
    }
}
