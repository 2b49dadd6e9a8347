using Workbook.Results.Figures;

namespace Workbook.Results.Live;

/// <summary>The points of a curve that grows without end, in bounded memory.</summary>
/// <remarks>Points that came one after another share a bucket, which keeps its lowest and its highest point: what a line through all of
/// them would cover, it still covers. When there are too many buckets, neighbours are joined, so all stay equally wide.</remarks>
internal sealed class ThinnedPoints
{
    /// <summary>Most buckets; a curve has at most twice as many points, and its last one.</summary>
    public const int MostBuckets = 512;

    private readonly List<Bucket> buckets = [];
    private int width = 1, room;

    /// <summary>The point that came last.</summary>
    public Point Last { get; private set; }

    /// <summary>Takes the next point.</summary>
    public void Add(double x, double y)
    {
        Last = new Point(Last.Number + 1, x, y);
        if (room == 0)
            Open();
        buckets[^1] = buckets[^1].With(Last);
        room--;
    }

    /// <summary>The points that are kept, in the order in which they came.</summary>
    public Series ToSeries(string name)
    {
        var points = buckets.SelectMany(bucket => bucket.InOrder()).Append(Last).DistinctBy(point => point.Number);
        return Series.Of(name, points.Select(point => (point.X, point.Y)));
    }

    private void Open()
    {
        if (buckets.Count == MostBuckets)
        {
            Bucket[] joined = [.. buckets.Chunk(2).Select(pair => pair[0].With(pair[1].Low).With(pair[1].High))];
            buckets.Clear();
            buckets.AddRange(joined);
            width *= 2;
        }
        buckets.Add(new Bucket(Last, Last));
        room = width;
    }

    /// <summary>A point and when it came.</summary>
    internal readonly record struct Point(long Number, double X, double Y);

    private readonly record struct Bucket(Point Low, Point High)
    {
        // A point without a value gives way to any other.
        public Bucket With(Point point) => new(
            point.Y < Low.Y || double.IsNaN(Low.Y) ? point : Low,
            point.Y > High.Y || double.IsNaN(High.Y) ? point : High);

        public IEnumerable<Point> InOrder() => Low.Number < High.Number ? [Low, High] : [High, Low];
    }
}
