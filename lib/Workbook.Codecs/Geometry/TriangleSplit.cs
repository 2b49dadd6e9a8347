namespace Workbook.Codecs.Geometry;

/// <summary>Places points where an image needs them: a point more in every triangle that is not of one brightness.</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", Algorithm 2 and the inner loop of Algorithm 1. The paper leaves open how a barycentre becomes a pixel: we take
/// the nearest, and thirds have no ties. Exact everywhere but for the edges of <see cref="Canny"/>.</remarks>
public static class TriangleSplit
{
    /// <summary>The points of Algorithm 1 for one image: grid and edges, split round after round, one kept in every window.</summary>
    /// <param name="image">The image, each side at most 65,536.</param>
    /// <param name="options">Steps and thresholds.</param>
    /// <returns>The points in order of appearance: grid, edges, then the rounds of splitting.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static GridPoint[] LearnedPoints(GrayImage image, TriangleSplitOptions? options = null)
    {
        options ??= new();
        int step = options.Step ?? GridSpray.PaperStep(image.Rows, image.Columns);
        var points = new List<GridPoint>(GridSpray.Points(image.Rows, image.Columns, step, options.Covered));
        if (options.Edges)
            AddEdges(points, image);
        return Prune(Split(image, points.ToArray(), options.Threshold, options.Iterations), options.PruneWindow);
    }

    /// <summary>Algorithm 2, repeated until no triangle asks for a point or the rounds are used up.</summary>
    /// <param name="image">The image.</param>
    /// <param name="points">The points to start from, at least one.</param>
    /// <param name="threshold">A triangle is split where the standard deviation of its gray levels lies above this.</param>
    /// <param name="iterations">Most rounds, at least 0.</param>
    /// <returns>The given points without doubles, then those of every round by row and column.</returns>
    /// <exception cref="ArgumentException">A point lies outside the image, or a number is negative.</exception>
    public static GridPoint[] Split(GrayImage image, ReadOnlySpan<GridPoint> points, double threshold, int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        var split = new SplitRounds(image, points, threshold);
        for (int round = 0; round < iterations && split.Round(); round++)
        {
        }
        return split.Points();
    }

    /// <summary>Keeps the first point in every window.</summary>
    /// <param name="points">The points.</param>
    /// <param name="window">Side of a window in pixels, at least 1.</param>
    /// <returns>The kept points in their order.</returns>
    public static GridPoint[] Prune(ReadOnlySpan<GridPoint> points, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var taken = new HashSet<GridPoint>();
        var kept = new List<GridPoint>();
        foreach (var point in points)
            if (taken.Add(new(point.Row / window, point.Column / window)))
                kept.Add(point);
        return [.. kept];
    }

    /// <summary>The pixel nearest to the barycentre.</summary>
    internal static GridPoint Barycentre(GridPoint a, GridPoint b, GridPoint c) =>
        new((a.Row + b.Row + c.Row + 1) / 3, (a.Column + b.Column + c.Column + 1) / 3);

    private static void AddEdges(List<GridPoint> points, GrayImage image)
    {
        bool[] edges = Canny.Edges(image);
        for (int i = 0; i < edges.Length; i++)
            if (edges[i])
                points.Add(new(i / image.Columns, i % image.Columns));
    }
}
