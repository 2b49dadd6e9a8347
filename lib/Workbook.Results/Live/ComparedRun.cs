namespace Workbook.Results.Live;

/// <summary>What is kept of one training: its measurements, and its terms smoothed.</summary>
internal sealed class ComparedRun
{
    private const double Newest = 0.05;

    private long steps;
    private readonly Dictionary<string, double> means = [];

    /// <summary>Bits per pixel and score, as they were measured.</summary>
    public List<(double Rate, double Score)> Path { get; } = [];

    /// <summary>The terms by name.</summary>
    public OrderedDictionary<string, ThinnedPoints> Terms { get; } = [];

    /// <summary>Takes a step.</summary>
    public void Add(long step, IReadOnlyDictionary<string, double> terms)
    {
        steps++;
        foreach (var (name, value) in terms)
        {
            // A plain mean of the first steps, so that the first one does not weigh for long.
            means[name] = means.TryGetValue(name, out var mean) ? mean + Math.Max(Newest, 1.0 / steps) * (value - mean) : value;
            if (!Terms.TryGetValue(name, out var points))
                Terms[name] = points = new ThinnedPoints();
            points.Add(step, means[name]);
        }
    }

    /// <summary>The points of a term; none where it has none.</summary>
    public IEnumerable<(double X, double Y)> Points(string term)
        => Terms.TryGetValue(term, out var points) && points.ToSeries("") is var series ? series.X.Zip(series.Y) : [];
}
