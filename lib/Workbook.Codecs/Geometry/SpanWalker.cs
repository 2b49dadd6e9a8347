using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Geometry;

/// <summary>The pixels that a triangle owns, row by row, as spans of columns.</summary>
/// <remarks>
/// A pixel (r, c) belongs to the triangle that contains the point (r + e e, c + e) for e towards 0; in the image's last row
/// r - e e, in its last column c - e. No such point lies on an edge, so triangles that meet share no pixel and leave none out.
/// In a row that means: columns from the left edge, rounded up, to before the right edge, rounded up; rows from the triangle's
/// first to before its last. Exact everywhere (test: Owners_follow_the_rule_in_rational_arithmetic).
/// <code>for (var spans = new SpanWalker(mesh, triangle); spans.MoveNext();) Use(spans.Row, spans.Start, spans.End);</code>
/// </remarks>
public struct SpanWalker
{
    private readonly GridPoint _turn;
    private readonly GridPoint _bottom;
    private readonly bool _turnsLeft;
    private readonly int _turnRow;
    private readonly int _rowAfterLast;
    private readonly int _lastColumn;
    private EdgeStep _left;
    private EdgeStep _right;
    private int _row;

    /// <summary>Starts before the first span.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="triangle">One of its triangles.</param>
    public SpanWalker(Mesh mesh, Triangle triangle)
        : this(mesh.Points[triangle.A], mesh.Points[triangle.B], mesh.Points[triangle.C], mesh.Rows, mesh.Columns)
    {
    }

    /// <summary>Starts with corners in canonical order: the smallest first, then to the left.</summary>
    internal SpanWalker(GridPoint a, GridPoint b, GridPoint c, int rows, int columns)
    {
        if (b == c)
        {
            this = Segment(a, b, rows, columns);
            return;
        }
        // A lies on top. The triangle turns left, so B is below A on the left side and C on the right.
        _row = a.Row;
        _left = new(a, b);
        _right = c.Row > a.Row ? new(a, c) : new(c, b);
        _turnsLeft = b.Row < c.Row;
        (_turn, _bottom) = _turnsLeft ? (b, c) : (c, b);
        _turnRow = c.Row > a.Row ? _turn.Row : -1;
        _rowAfterLast = _turn.Row == _bottom.Row && _bottom.Row == rows - 1 ? rows : _bottom.Row;
        // Triangles away from the last column never meet this value.
        _lastColumn = Math.Max(b.Column, Math.Max(a.Column, c.Column)) == columns - 1 ? columns - 1 : int.MaxValue;
    }

    /// <summary>Row of the current span.</summary>
    public int Row { readonly get; private set; }

    /// <summary>First column of the current span.</summary>
    public int Start { readonly get; private set; }

    /// <summary>Column after the current span's last.</summary>
    public int End { readonly get; private set; }

    /// <summary>Goes to the next span that has pixels.</summary>
    /// <returns>Whether there is one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (_row < _rowAfterLast)
        {
            if (_row == _turnRow)
                Turn();
            Row = _row++;
            Start = _left.Column;
            End = _right.Column;
            if (End == _lastColumn && _right.Gap == 0 && (Start < End || _left.Gap != 0))
                End++;
            _left.Down();
            _right.Down();
            if (Start < End)
                return true;
        }
        return false;
    }

    /// <summary>The second edge of the side that has two.</summary>
    private void Turn()
    {
        if (_turn.Row == _bottom.Row)
            return;
        if (_turnsLeft)
            _left = new(_turn, _bottom);
        else
            _right = new(_turn, _bottom);
    }

    /// <summary>A mesh on one line owns pixels only where the image itself is a line.</summary>
    private static SpanWalker Segment(GridPoint from, GridPoint to, int rows, int columns)
    {
        if (rows == 1)
            return new(0, 1, from.Column, to.Column == columns - 1 ? columns : to.Column);
        return columns == 1 ? new(from.Row, to.Row == rows - 1 ? rows : to.Row, 0, 1) : default;
    }

    private SpanWalker(int row, int rowAfterLast, int start, int end)
    {
        (_row, _rowAfterLast, _turnRow, _lastColumn) = (row, rowAfterLast, -1, int.MaxValue);
        (_left.Column, _right.Column) = (start, end);
    }
}
