using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Geometry;

/// <summary>Follows a triangle's edge downwards: the first column at or right of it in every row, in exact integers.</summary>
internal struct EdgeStep
{
    private readonly int _whole;
    private readonly int _rest;
    private readonly int _height;

    /// <summary>The edge's column in the current row, rounded up.</summary>
    internal int Column;

    /// <summary>What the rounding added, in units of 1 / height.</summary>
    internal int Gap;

    /// <summary>Starts in the row of the upper end.</summary>
    /// <param name="top">The upper end.</param>
    /// <param name="bottom">The lower end, at least a row below.</param>
    internal EdgeStep(GridPoint top, GridPoint bottom)
    {
        int width = bottom.Column - top.Column;
        _height = bottom.Row - top.Row;
        _whole = width / _height;
        _rest = width - _whole * _height;
        if (_rest < 0)
            (_whole, _rest) = (_whole - 1, _rest + _height);
        Column = top.Column;
    }

    /// <summary>Goes one row down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Down()
    {
        int gap = Gap - _rest, borrow = gap >> 31;
        Gap = gap + (_height & borrow);
        Column += _whole - borrow;
    }
}
