using System.Runtime.InteropServices;

namespace Workbook.Codecs.Geometry;

/// <summary>Splits a mesh round by round and looks in each round only at triangles that are new.</summary>
/// <remarks>A triangle that was looked at before has either an even brightness or its point already. New triangles are those with a
/// new corner. The result equals triangulating everything anew in every round (test: Rounds_equal_a_fresh_mesh_in_every_round).</remarks>
internal sealed class SplitRounds
{
    private readonly GrayImage _image;
    private readonly double _threshold;
    private readonly bool[] _taken;
    private readonly List<uint> _points = [];
    private readonly List<int> _triangles = [];
    private readonly List<(uint Key, int Edge)> _found = [];
    private readonly bool _onLine;
    private QuadEdges? _edges;
    private int _firstNew;

    internal SplitRounds(GrayImage image, ReadOnlySpan<GridPoint> points, double threshold)
    {
        (_image, _threshold, _taken) = (image, threshold, new bool[image.Pixels.Length]);
        _onLine = image.Rows == 1 || image.Columns == 1;
        foreach (var point in points)
        {
            if ((uint)point.Row >= (uint)image.Rows || (uint)point.Column >= (uint)image.Columns)
                throw new ArgumentException($"({point.Row}, {point.Column}) lies outside an image of {image.Rows} x {image.Columns} pixels", nameof(points));
            if (Take(point))
                _points.Add(point.Key);
        }
    }

    internal GridPoint[] Points() => [.. _points.Select(key => new GridPoint(key))];

    /// <summary>One round.</summary>
    /// <returns>Whether a point was added.</returns>
    internal bool Round()
    {
        if (_points.Count < 2)
            return false;
        _found.Clear();
        if (_onLine)
            LookAtSegments();
        else
            LookAtNewTriangles();
        _found.Sort();
        foreach (var (key, _) in _found)
            _points.Add(key);
        if (_edges is not null && _found.Count > 0)
            Insert();
        return _found.Count > 0;
    }

    private bool Take(GridPoint point)
    {
        ref bool taken = ref _taken[point.Row * _image.Columns + point.Column];
        return !taken && (taken = true);
    }

    private void LookAt(GridPoint a, GridPoint b, GridPoint c, int edge)
    {
        var middle = TriangleSplit.Barycentre(a, b, c);
        if (_taken[middle.Row * _image.Columns + middle.Column])
            return;
        if (TriangleRaster.Sums(new SpanWalker(a, b, c, _image.Rows, _image.Columns), _image).DeviatesBy(_threshold) && Take(middle))
            _found.Add((middle.Key, edge));
    }

    private void LookAtNewTriangles()
    {
        if (_edges is null)
            Build();
        _triangles.Clear();
        _edges!.CollectNew(_firstNew, _triangles);
        foreach (int edge in _triangles)
        {
            var (a, b, c) = _edges.Corners(edge);
            LookAt(a, b, c, edge);
        }
    }

    private void LookAtSegments()
    {
        uint[] sorted = [.. _points];
        sorted.AsSpan().Sort();
        for (int i = 1; i < sorted.Length; i++)
            LookAt(new(sorted[i - 1]), new(sorted[i]), new(sorted[i]), -1);
    }

    private void Build()
    {
        uint[] sorted = [.. _points];
        sorted.AsSpan().Sort();
        _edges = new();
        _edges.Build(sorted, sorted.Length);
        _firstNew = 0;
    }

    /// <summary>Adds the points of this round to the mesh; begins a new one where the mesh does not reach as far.</summary>
    private void Insert()
    {
        _firstNew = _edges!.PointCount;
        foreach (var (key, edge) in CollectionsMarshal.AsSpan(_found))
            if (!_edges.Insert(key, edge))
            {
                Build();
                return;
            }
    }
}
