using System.Runtime.CompilerServices;

namespace Workbook.Codecs.Geometry;

/// <content>Divide and conquer over sorted points.</content>
internal sealed partial class QuadEdges
{
    /// <summary>Triangulates at least two distinct points.</summary>
    /// <param name="keys">Keys of the points in ascending order.</param>
    /// <param name="count">How many of the keys are points.</param>
    internal void Build(uint[] keys, int count)
    {
        // A planar graph has at most 3 n - 3 edges, two directions each; deleted ones are used again.
        if (_edges.Length < 6 * count)
            _edges = new Edge[6 * count];
        (_keys, _pointCount, _used, _free) = (keys, count, 0, -1);
        _wide = IsWide(keys.AsSpan(0, count));
        Divide(0, count);
    }

    private static bool IsWide(ReadOnlySpan<uint> keys)
    {
        int top = RowOf(keys[0]), bottom = RowOf(keys[^1]), left = int.MaxValue, right = 0;
        foreach (uint key in keys)
            (left, right) = (Math.Min(left, ColumnOf(key)), Math.Max(right, ColumnOf(key)));
        return bottom - top >= NarrowExtent || right - left >= NarrowExtent;
    }

    /// <summary>The hull edge against the clock out of the first point and the one with the clock out of the last.</summary>
    private (int Left, int Right) Divide(int start, int end)
    {
        if (end - start == 2)
            return Pair(start);
        if (end - start == 3)
            return Three(start);
        int middle = (start + end) >> 1;
        var (leftOut, leftIn) = Divide(start, middle);
        var (rightIn, rightOut) = Divide(middle, end);
        int bottom = LowerTangent(ref leftIn, ref rightIn);
        if (_edges[leftIn].Origin == _edges[leftOut].Origin)
            leftOut = bottom ^ 1;
        if (_edges[rightIn].Origin == _edges[rightOut].Origin)
            rightOut = bottom;
        Zip(bottom);
        return (leftOut, rightOut);
    }

    private (int Left, int Right) Pair(int start)
    {
        int edge = Make(start, start + 1);
        return (edge, edge ^ 1);
    }

    private (int Left, int Right) Three(int start)
    {
        int a = Make(start, start + 1), b = Make(start + 1, start + 2);
        Splice(a ^ 1, b);
        long turn = Turn(start, start + 1, start + 2);
        if (turn == 0)
            return (a, b ^ 1);
        int c = Connect(b, a);
        return turn > 0 ? (a, b ^ 1) : (c ^ 1, c);
    }

    private int LowerTangent(ref int left, ref int right)
    {
        while (true)
        {
            if (Turn(_edges[right].Origin, _edges[left].Origin, Destination(left)) > 0)
                left = LeftNext(left);
            else if (Turn(_edges[left].Origin, Destination(right), _edges[right].Origin) > 0)
                right = _edges[right ^ 1].Next;
            else
                return Connect(right ^ 1, left);
        }
    }

    /// <summary>Joins two triangulations upwards from their lower common tangent.</summary>
    private void Zip(int bottom)
    {
        while (true)
        {
            int origin = _edges[bottom].Origin, destination = Destination(bottom);
            int left = LeftCandidate(_edges[bottom ^ 1].Next, origin, destination);
            int right = RightCandidate(_edges[bottom].Previous, origin, destination);
            bool leftRises = Rises(left, origin, destination), rightRises = Rises(right, origin, destination);
            if (!leftRises && !rightRises)
                return;
            if (!leftRises || rightRises && InCircle(Destination(left), _edges[left].Origin, _edges[right].Origin, Destination(right)))
                bottom = Connect(right, bottom ^ 1);
            else
                bottom = Connect(bottom ^ 1, left ^ 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Rises(int candidate, int origin, int destination) => Turn(Destination(candidate), destination, origin) > 0;

    private int LeftCandidate(int edge, int origin, int destination)
    {
        if (!Rises(edge, origin, destination))
            return edge;
        for (int next = _edges[edge].Next;
            InCircle(destination, origin, Destination(edge), Destination(next));
            next = _edges[edge].Next)
        {
            Delete(edge);
            edge = next;
        }
        return edge;
    }

    private int RightCandidate(int edge, int origin, int destination)
    {
        if (!Rises(edge, origin, destination))
            return edge;
        for (int previous = _edges[edge].Previous;
            InCircle(destination, origin, Destination(edge), Destination(previous));
            previous = _edges[edge].Previous)
        {
            Delete(edge);
            edge = previous;
        }
        return edge;
    }
}
