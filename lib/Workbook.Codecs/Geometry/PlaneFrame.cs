namespace Workbook.Codecs.Geometry;

/// <summary>Where a triangle lies and how large it is, for the planes of its three channels.</summary>
internal readonly struct PlaneFrame
{
    internal readonly GridPoint Origin;

    /// <summary>Twice the area; the length for a segment; 1 for a point.</summary>
    internal readonly long Area;

    private readonly int _rowsB, _columnsB, _rowsC, _columnsC;

    internal PlaneFrame(GridPoint a, GridPoint b, GridPoint c)
    {
        Origin = a;
        (_rowsB, _columnsB) = (b.Row - a.Row, b.Column - a.Column);
        (_rowsC, _columnsC) = (c.Row - a.Row, c.Column - a.Column);
        // A segment of a one-row or one-column image: a third corner beside A, of A's colour, makes it a plane.
        if (b == c)
            (_rowsC, _columnsC) = _columnsB != 0 ? (-1, 0) : (0, 1);
        if (a == b)
            _rowsB = 1;
        IsSegment = b == c;
        Area = (long)_rowsB * _columnsC - (long)_columnsB * _rowsC;
    }

    internal bool IsSegment { get; }

    /// <summary>Whether 32 fraction bits carry every pixel's value to the right side of the next integer.</summary>
    /// <remarks>Two slopes, each cut by less than 2^-32, are off by less than (height + width) 2^-32, and values lie 1 / (2 area)
    /// apart. <see cref="Slack"/> moves the error to the positive side.</remarks>
    internal bool IsSmall => 4 * Slack * Area < 1L << 32;

    internal long Slack => Math.Max(_rowsB, Math.Max(_rowsC, 0)) + Math.Abs(_columnsB) + Math.Abs(_columnsC) + 1L;

    /// <summary>Area times the change of the value a row down and a column to the right.</summary>
    internal (long Down, long Right) Slopes(int a, int b, int c)
    {
        long toB = (long)b - a, toC = IsSegment ? 0 : (long)c - a;
        return (toB * _columnsC - toC * _columnsB, toC * _rowsB - toB * _rowsC);
    }
}
