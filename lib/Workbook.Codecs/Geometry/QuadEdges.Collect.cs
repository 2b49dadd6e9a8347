namespace Workbook.Codecs.Geometry;

/// <content>Reads the finished triangles in their canonical order.</content>
internal sealed partial class QuadEdges
{
    private int[] _edgeOf = [];

    /// <summary>The triangles by (A, B, C); where there is none, the segments between consecutive points.</summary>
    internal Triangle[] Collect()
    {
        FindEdgeOfEveryPoint();
        // With h points on the hull there are 2 n - h - 2 triangles, and h is at least 3.
        var triangles = new Triangle[2 * _pointCount];
        int count = 0;
        for (int point = 0; point < _pointCount; point++)
        {
            int start = count;
            count = CollectFirstIn(point, triangles, count);
            SortBySecond(triangles.AsSpan(start, count - start));
        }
        if (count == 0)
            return Segments(_pointCount);
        Array.Resize(ref triangles, count);
        return triangles;
    }

    /// <summary>Appends the triangles that have one of the newest points for a corner, each once.</summary>
    /// <param name="firstNew">Index of the first of the newest points; 0 for all triangles.</param>
    /// <param name="triangles">Receives an edge of each triangle, on its left.</param>
    internal void CollectNew(int firstNew, List<int> triangles)
    {
        FindEdgeOfEveryPoint();
        for (int point = firstNew; point < _pointCount; point++)
        {
            int first = _edgeOf[point], edge = first;
            do
            {
                int next = _edges[edge].Next, b = Destination(edge), c = Destination(next);
                if (b < point && c < point && Turn(point, b, c) > 0)
                    triangles.Add(edge);
                edge = next;
            }
            while (edge != first);
        }
    }

    /// <summary>The corners of the triangle left of an edge, in canonical order.</summary>
    internal (GridPoint A, GridPoint B, GridPoint C) Corners(int edge)
    {
        uint a = _keys[_edges[edge].Origin], b = _keys[Destination(edge)], c = _keys[Destination(_edges[edge].Next)];
        return a < b && a < c ? (new(a), new(b), new(c)) : b < c ? (new(b), new(c), new(a)) : (new(c), new(a), new(b));
    }

    internal static Triangle[] Segments(int points)
    {
        var segments = new Triangle[Math.Max(points - 1, Math.Min(points, 1))];
        for (int i = 0; i < segments.Length; i++)
            segments[i] = new(i, Math.Min(i + 1, points - 1), Math.Min(i + 1, points - 1));
        return segments;
    }

    private void FindEdgeOfEveryPoint()
    {
        if (_edgeOf.Length < _pointCount)
            _edgeOf = new int[_pointCount];
        for (int edge = 0; edge < _used; edge++)
            if (_edges[edge].Origin is var origin and >= 0)
                _edgeOf[origin] = edge;
    }

    /// <summary>Appends the triangles whose smallest corner is the point, in the order of the ring.</summary>
    private int CollectFirstIn(int point, Triangle[] triangles, int count)
    {
        int first = _edgeOf[point], edge = first, b = Destination(edge);
        do
        {
            edge = _edges[edge].Next;
            int c = Destination(edge);
            // Around a corner of the hull the ring also spans the outside, where the turn is not to the left.
            if (b > point && c > point && Turn(point, b, c) > 0)
                triangles[count++] = new(point, b, c);
            b = c;
        }
        while (edge != first);
        return count;
    }

    /// <summary>Sorts the few triangles of one first corner; no two of them share the second.</summary>
    private static void SortBySecond(Span<Triangle> triangles)
    {
        for (int i = 1; i < triangles.Length; i++)
        {
            var triangle = triangles[i];
            int j = i;
            for (; j > 0 && triangles[j - 1].B > triangle.B; j--)
                triangles[j] = triangles[j - 1];
            triangles[j] = triangle;
        }
    }
}
