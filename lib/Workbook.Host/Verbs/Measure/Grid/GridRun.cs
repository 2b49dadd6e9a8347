using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Measures the missing points of one task, method by method; each is a file as soon as it is measured.</summary>
/// <param name="task">The task.</param>
/// <param name="methods">The methods.</param>
/// <param name="seeds">The seeds of every point.</param>
/// <param name="work">Where.</param>
internal sealed class GridRun(GridTask task, IReadOnlyList<GridMethod> methods, ulong[] seeds, GridWork work)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, string> leftOut = [];

    /// <summary>Methods that are not measured here, or not wholly, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut => leftOut;

    /// <summary>How many points this run has measured.</summary>
    public int Measured { get; private set; }

    /// <summary>All points of a method, those that are measured already among them.</summary>
    public IEnumerable<GridPoint> Points(GridMethod method) =>
        from setting in method.Settings(work.Plan)
        from point in Points(method, setting, seeds)
        select point;

    /// <summary>Measures what is missing; work that another process has taken is waited for.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was measured stays.</exception>
    public void Run()
    {
        foreach (var method in methods)
            if (method.WhyNot(task) is { } why)
                leftOut[method.Name] = why;
        var cells = Cells().ToList();
        while (cells.Count > 0)
        {
            var elsewhere = cells.Where(cell => !Fill(cell)).ToList();
            if (elsewhere.Count > 0 && work.Cancel.WaitHandle.WaitOne(Often))
                work.Cancel.ThrowIfCancellationRequested();
            cells = elsewhere;
        }
    }

    /// <summary>Points that share a codec, so that images are coded once for all of them.</summary>
    private sealed record Cell(GridMethod Method, string Setting, IReadOnlyList<GridPoint> Points);

    private IEnumerable<Cell> Cells() =>
        from method in methods
        where !leftOut.ContainsKey(method.Name)
        from setting in method.Settings(work.Plan)
        from shared in method.IsSeeded ? seeds.Chunk(1) : [seeds]
        select new Cell(method, setting, [.. Points(method, setting, shared)]);

    private IEnumerable<GridPoint> Points(GridMethod method, string setting, ulong[] of) =>
        from seed in of
        from reader in method.Readers
        select new GridPoint(task.Word, method.Name, setting, reader, seed, $"{task.Key}; {method.Recipe(setting, work.Plan)}");

    /// <returns>False where another process has taken it.</returns>
    private bool Fill(Cell cell)
    {
        if (Missing(cell).Count == 0)
            return true;
        var name = GridPoint.Word($"{cell.Setting} {(cell.Method.IsSeeded ? cell.Points[0].Seed : "")}");
        using var claim = Claim.TryTake(Path.Combine(GridPoint.FolderOf(work.Folder, task.Word, cell.Method.Name), $"{name}.lock"));
        if (claim is null)
            return false;
        try
        {
            Measure(cell, Missing(cell));
        }
        // One method that cannot code one set must not end a grid of hours; the summary says what is missing and why.
        catch (Exception e) when (e is ArgumentException or BitstreamException or NotFiniteException or PlatformNotSupportedException && !work.Cancel.IsCancellationRequested)
        {
            leftOut[cell.Method.Name] = $"{cell.Setting}: {e.Message}";
        }
        return true;
    }

    private List<GridPoint> Missing(Cell cell) => [.. cell.Points.Where(point => point.Load(work.Folder) is null)];

    private void Measure(Cell cell, List<GridPoint> missing)
    {
        if (missing.Count == 0)
            return;
        var watch = Stopwatch.StartNew();
        foreach (var (point, metrics) in cell.Method.Measure(task, cell.Setting, missing, work))
        {
            point.Save(work.Folder, metrics, task.Data, watch.Elapsed.TotalSeconds);
            Measured++;
            work.Say($"{task.Word}: {point.Method}{(point.Setting.Length > 0 ? " " + point.Setting : "")}, {point.Reader}, seed {point.Seed}: {Words(metrics)}, {watch.Elapsed.TotalSeconds:0.0} s");
            watch.Restart();
            work.Cancel.ThrowIfCancellationRequested();
        }
    }

    private string Words(IReadOnlyDictionary<string, double> metrics) =>
        FormattableString.Invariant($"{task.Scores[0]} {metrics[task.Scores[0]]:0.0000} at {metrics[DecodedSet.BitsPerPixelName]:0.0000} bpp");
}
