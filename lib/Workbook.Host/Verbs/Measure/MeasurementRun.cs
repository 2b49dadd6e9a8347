using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A measurement that grows row by row, so that what is finished can be saved at any time.</summary>
internal sealed class MeasurementRun(string name, MeasureSettings settings, CancellationToken cancel = default)
{
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<DataRecord> _data = [];

    public MeasureSettings Settings { get; } = settings;

    public CancellationToken Cancel { get; } = cancel;

    public Dictionary<string, string> Parameters { get; } = [];

    public Dictionary<string, double> Metrics { get; } = [];

    public Dictionary<string, ResultTable> Tables { get; } = [];

    public MeasurementProgress Progress { get; } = new();

    /// <summary>Runs a measurement and saves its record; after Ctrl+C, what is finished goes to a neighbour file that ends with .partial.</summary>
    /// <returns>The exit code.</returns>
    public static int Execute(string name, MeasureSettings settings, Action<MeasurementRun> measure)
    {
        using var interrupt = new Interrupt();
        var run = new MeasurementRun(settings.Scenes ? $"{name}-scenes" : name, settings, interrupt.Token);
        try
        {
            measure(run);
        }
        catch (OperationCanceledException) when (run.Tables.Count + run.Metrics.Count > 0)
        {
            run.Parameters["stopped"] = "before the end";
        }
        finally
        {
            run.Progress.Dispose();
        }
        return run.Save();
    }

    /// <summary>Adds the rows' table once and gives it.</summary>
    public ResultTable Table(string title, params string[] columns) =>
        Tables.TryGetValue(title, out var table) ? table : Tables[title] = new ResultTable(columns);

    /// <summary>Says what was measured on; several sets are joined in one name.</summary>
    public void On(string set, int count) => _data.Add(new DataRecord(set, count));

    /// <summary>Acquires knowledge, with progress.</summary>
    public MagicKnowledge Learn(string set, IReadOnlyList<RgbImage> images, KnowledgeOptions options)
    {
        var progress = new Relay<LearningProgress>(p => Progress.Show($"{set}: {p.Stage.ToString().ToLowerInvariant()}", p.Done, p.Total));
        var knowledge = KnowledgeAcquisition.Learn(images, options, progress, Cancel);
        Cancel.ThrowIfCancellationRequested();
        return knowledge;
    }

    public RunRecord ToRecord() => new()
    {
        Name = name,
        When = _began,
        Commit = GitCommit.Find(Repository.Root),
        Seed = Settings.Seed,
        Seconds = _watch.Elapsed.TotalSeconds,
        Data = _data.Count == 0 ? null : new DataRecord(string.Join("; ", _data.Select(d => $"{d.Name}: {d.Count}")), _data.Sum(d => d.Count)),
        Parameters = Parameters,
        Metrics = Metrics,
        Tables = Tables,
    };

    private int Save()
    {
        var whole = !Parameters.ContainsKey("stopped");
        var path = Path.Combine(Settings.Folder, name + (whole ? ".json" : ".json.partial"));
        ResultFile.Save(path, ToRecord());
        foreach (var (metric, value) in Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Console.WriteLine($"{metric}: {value:0.####}");
        Console.WriteLine($"{(whole ? "done" : "stopped; what was finished is kept")} -> {path}");
        return whole ? 0 : Interrupt.ExitCode;
    }
}
