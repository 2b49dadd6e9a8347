namespace Workbook.Codecs.Geometry;

/// <summary>A planar subdivision under construction: directed edges linked in rings around their origins.</summary>
/// <remarks>Source: Guibas, Stolfi, "Primitives for the manipulation of general subdivisions and the computation of Voronoi
/// diagrams", 1985, without the dual edges, which a triangulation does not need. Edge e and its reverse e ^ 1 lie side by side.
/// One instance is reused for many point sets and belongs to one thread.</remarks>
internal sealed partial class QuadEdges
{
    private const int LargestKept = 1 << 18;

    [ThreadStatic]
    private static QuadEdges? t_spare;

    private Edge[] _edges = new Edge[64];
    private uint[] _keys = [];
    private int _used;
    private int _free = -1;
    private int _pointCount;
    private int _lastMade;
    private bool _wide;

    /// <summary>Origin, and the neighbours against and with the clock in the ring around it.</summary>
    private struct Edge
    {
        internal int Origin;
        internal int Next;
        internal int Previous;
    }

    internal static QuadEdges Rent()
    {
        var edges = t_spare ?? new();
        t_spare = null;
        return edges;
    }

    internal static void Return(QuadEdges edges)
    {
        edges._keys = [];
        if (edges._edges.Length <= LargestKept)
            t_spare = edges;
    }

    private int Destination(int edge) => _edges[edge ^ 1].Origin;

    private int LeftNext(int edge) => _edges[edge ^ 1].Previous;

    private int Make(int origin, int destination)
    {
        int edge = _free;
        if (edge >= 0)
            _free = _edges[edge].Next;
        else
            (edge, _used) = (_used, _used + 2);
        _edges[edge] = new() { Origin = origin, Next = edge, Previous = edge };
        _edges[edge ^ 1] = new() { Origin = destination, Next = edge ^ 1, Previous = edge ^ 1 };
        return edge;
    }

    private void Splice(int a, int b)
    {
        int aNext = _edges[a].Next, bNext = _edges[b].Next;
        _edges[a].Next = bNext;
        _edges[b].Next = aNext;
        _edges[bNext].Previous = a;
        _edges[aNext].Previous = b;
    }

    /// <summary>A new edge from the end of a to the start of b, which have the same left face.</summary>
    private int Connect(int a, int b)
    {
        int after = LeftNext(a);
        int edge = Make(Destination(a), _edges[b].Origin);
        Splice(edge, after);
        Splice(edge ^ 1, b);
        return edge;
    }

    private void Delete(int edge)
    {
        Unlink(edge);
        Unlink(edge ^ 1);
        _edges[edge].Origin = _edges[edge ^ 1].Origin = -1;
        edge &= ~1;
        _edges[edge].Next = _free;
        _free = edge;
    }

    private void Unlink(int edge)
    {
        int next = _edges[edge].Next, previous = _edges[edge].Previous;
        _edges[next].Previous = previous;
        _edges[previous].Next = next;
    }
}
