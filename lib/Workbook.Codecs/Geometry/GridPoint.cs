namespace Workbook.Codecs.Geometry;

/// <summary>A point on the pixel grid, ordered by row, then by column.</summary>
/// <param name="Row">Row of the pixel, 0-based, below 65,536.</param>
/// <param name="Column">Column of the pixel, 0-based, below 65,536.</param>
public readonly record struct GridPoint(int Row, int Column) : IComparable<GridPoint>
{
    internal const int MaxSide = 65536;

    internal GridPoint(uint key) : this((int)(key >> 16), (int)(key & 0xFFFF))
    {
    }

    /// <summary>Row and column in one number whose order is that of the points.</summary>
    internal uint Key => (uint)Row << 16 | (uint)Column;

    internal static void CheckSide(int side, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaxSide, name);
    }

    /// <summary>Compares by row, then by column.</summary>
    /// <param name="other">The point to compare with.</param>
    /// <returns>Negative, zero or positive, as this point comes before, with or after the other.</returns>
    public int CompareTo(GridPoint other) => Row != other.Row ? Row.CompareTo(other.Row) : Column.CompareTo(other.Column);

    /// <summary>Whether the left point comes first.</summary>
    public static bool operator <(GridPoint left, GridPoint right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left point comes last.</summary>
    public static bool operator >(GridPoint left, GridPoint right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left point does not come last.</summary>
    public static bool operator <=(GridPoint left, GridPoint right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left point does not come first.</summary>
    public static bool operator >=(GridPoint left, GridPoint right) => left.CompareTo(right) >= 0;
}
