using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Tables of one task's grid, made of the files of its points.</summary>
internal static class GridSummary
{
    private const string LeftOut = "left out", Why = "why";

    private sealed record Measured(GridPoint Point, RunRecord Record);

    /// <summary>Makes the record <c>grid-TASK</c>.</summary>
    /// <param name="task">The task.</param>
    /// <param name="points">All points in the order in which they are shown; those without a file are passed over.</param>
    /// <param name="leftOut">Methods that were not measured, and why.</param>
    /// <param name="work">Where the files are.</param>
    /// <returns>Null where no point is measured.</returns>
    public static RunRecord? Of(GridTask task, IEnumerable<GridPoint> points, IReadOnlyDictionary<string, string> leftOut, GridWork work)
    {
        Measured[] measured = [.. points.Select(point => (Point: point, Record: point.Load(work.Folder))).Where(one => one.Record is not null).Select(one => new Measured(one.Point, one.Record!))];
        if (measured.Length == 0)
            return null;
        var summary = Means(task, measured);
        var tables = new Dictionary<string, ResultTable> { ["points"] = Points(task, measured), [ScoreChart.Summary] = summary };
        foreach (var (name, table) in ScoreComparison.Tables(summary, task.Scores[0]))
            tables[name] = table;
        if (leftOut.Count > 0)
            tables[LeftOut] = leftOut.Aggregate(new ResultTable(ScoreChart.Method, Why), (table, one) => table.Add(one.Key, one.Value));
        return new()
        {
            Name = $"grid-{task.Word}",
            Commit = GitCommit.Find(Repository.Root),
            Seed = measured.Min(one => one.Point.Seed),
            Seconds = measured.Sum(one => one.Record.Seconds),
            Data = task.Data,
            Parameters = new Dictionary<string, string>
            {
                [ScoreChart.MainScore] = task.Scores[0],
                ["images"] = task.Images,
                ["reader"] = task.Reader,
                ["seeds"] = string.Join(", ", measured.Select(one => one.Point.Seed).Distinct().Order()),
                ["seconds"] = "the sum over all points; several processes may have shared them",
            },
            Tables = tables,
        };
    }

    private static string[] Names(GridTask task) => [.. task.Scores, .. DecodedSet.Names];

    private static ResultTable Points(GridTask task, IEnumerable<Measured> measured)
    {
        var table = new ResultTable([ScoreChart.Method, ScoreChart.Setting, ScoreChart.Reader, "seed", .. Names(task)]);
        foreach (var (point, record) in measured)
            table.Add([point.Method, point.Setting, point.Reader, (double)point.Seed, .. Names(task).Select(name => record.Metrics.TryGetValue(name, out var value) ? value : ResultCell.Empty)]);
        return table;
    }

    private static ResultTable Means(GridTask task, IEnumerable<Measured> measured)
    {
        string[] spread = [.. task.Scores, DecodedSet.BitsPerPixelName];
        var table = new ResultTable([ScoreChart.Method, ScoreChart.Setting, ScoreChart.Reader, ScoreChart.Seeds, .. Names(task).SelectMany(name => spread.Contains(name) ? [name, $"± {name}"] : (string[])[name])]);
        foreach (var seeds in measured.GroupBy(one => (one.Point.Method, one.Point.Setting, one.Point.Reader)))
            table.Add([seeds.Key.Method, seeds.Key.Setting, seeds.Key.Reader, seeds.Count(), .. Names(task).SelectMany(name => Mean(seeds, name, spread.Contains(name)))]);
        return table;
    }

    private static ResultCell[] Mean(IEnumerable<Measured> seeds, string name, bool withSpread)
    {
        double[] values = [.. seeds.Where(one => one.Record.Metrics.ContainsKey(name)).Select(one => one.Record.Metrics[name])];
        if (values.Length == 0)
            return withSpread ? [default, default] : [default];
        var mean = MeanAndSpread.Of(values);
        return withSpread ? [mean.Mean, mean.Deviation] : [mean.Mean];
    }
}
