namespace Workbook.Codecs.Geometry;

/// <content>Adds points to a finished triangulation.</content>
/// <remarks>Since the triangulation of a set of points is unique, it comes out as if built from all of them at once.</remarks>
internal sealed partial class QuadEdges
{
    internal int PointCount => _pointCount;

    /// <summary>Adds a point that is not yet there.</summary>
    /// <param name="key">The point.</param>
    /// <param name="near">An edge to start looking from.</param>
    /// <returns>False, with nothing changed, where the point lies outside the hull.</returns>
    internal bool Insert(uint key, int near)
    {
        int edge = Locate(key, _edges[near].Origin >= 0 ? near : _lastMade);
        if (edge < 0)
            return false;
        int point = Append(key), hullEdge = HullEdgeThrough(key, edge);
        int spoke = Connect(edge, point, out edge);
        Legalise(point, spoke, edge);
        // A point on the hull: the edge that it lies on is no edge any more.
        if (hullEdge >= 0)
            Delete(hullEdge);
        _lastMade = spoke;
        return true;
    }

    private int Append(uint key)
    {
        if (_keys.Length == _pointCount)
            Array.Resize(ref _keys, 2 * _pointCount);
        if (_edges.Length < 6 * (_pointCount + 1))
            Array.Resize(ref _edges, 12 * _pointCount);
        _keys[_pointCount] = key;
        return _pointCount++;
    }

    private long Side(int edge, uint key) => Cross(_keys[_edges[edge].Origin], _keys[Destination(edge)], key);

    /// <summary>An edge of the triangle that holds the point, on its left; -1 outside the hull.</summary>
    private int Locate(uint key, int edge)
    {
        if (Side(edge, key) < 0)
            edge ^= 1;
        // Walking over edges that hide the point never comes back in a Delaunay triangulation.
        while (true)
        {
            int next = LeftNext(edge), last = _edges[edge].Next ^ 1;
            if (Side(edge, _keys[Destination(next)]) <= 0)
                return -1;
            if (Side(next, key) < 0)
                edge = next ^ 1;
            else if (Side(last, key) < 0)
                edge = last ^ 1;
            else
                return edge;
        }
    }

    /// <summary>The edge of the triangle left of the edge that lies on the hull and holds the point; -1 if none does.</summary>
    private int HullEdgeThrough(uint key, int edge)
    {
        for (int side = 0; side < 3; side++, edge = LeftNext(edge))
            if (Side(edge, key) == 0 && Side(edge ^ 1, _keys[Destination(LeftNext(edge ^ 1))]) <= 0)
                return edge;
        return -1;
    }

    /// <summary>Joins the point with the corners of the triangle left of the edge.</summary>
    /// <returns>The first spoke, towards the point; the last edge of the triangle is handed back too.</returns>
    private int Connect(int edge, int point, out int last)
    {
        int spoke = Make(_edges[edge].Origin, point), first = spoke;
        Splice(spoke, edge);
        do
        {
            spoke = Connect(edge, spoke ^ 1);
            edge = _edges[spoke].Previous;
        }
        while (LeftNext(edge) != first);
        last = edge;
        return first;
    }

    /// <summary>Goes round the point and swaps every edge whose far triangle has the point in its circle.</summary>
    private void Legalise(int point, int first, int edge)
    {
        while (true)
        {
            int far = Destination(_edges[edge].Previous), origin = _edges[edge].Origin, destination = Destination(edge);
            if (Turn(origin, far, destination) > 0 && InCircle(origin, far, destination, point))
            {
                Swap(edge);
                edge = _edges[edge].Previous;
            }
            else if (_edges[edge].Next == first)
                return;
            else
                edge = _edges[_edges[edge].Next].Next ^ 1;
        }
    }

    private void Swap(int edge)
    {
        int a = _edges[edge].Previous, b = _edges[edge ^ 1].Previous;
        Splice(edge, a);
        Splice(edge ^ 1, b);
        Splice(edge, LeftNext(a));
        Splice(edge ^ 1, LeftNext(b));
        _edges[edge].Origin = Destination(a);
        _edges[edge ^ 1].Origin = Destination(b);
    }
}
