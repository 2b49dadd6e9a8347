using Workbook.Host.Cells;
using Workbook.Imaging.Sets;
using Workbook.Results.Records;
using Workbook.Results.Report;

namespace Workbook.Host.Verbs;

/// <summary>Writes what a run leaves behind: the report, and a record of the times.</summary>
internal static class ReportWriter
{
    public const string RecordName = "run.json";
    public const string Table = "notebooks";

    public static string Write(IReadOnlyList<NotebookRun> runs, string mode, string output)
    {
        var record = Record(runs, mode);
        ResultFile.Save(Path.Combine(output, RecordName), record);
        var page = new ReportPage
        {
            Title = "Workbook: compressing images for machines",
            Facts = new ReportFacts
            {
                Machine = $"{record.Machine.Processor}, {record.Machine.Cores} cores, {record.Machine.System}, {record.Machine.Runtime}",
                Commit = record.Commit,
                Mode = mode,
                DataRoot = DataRoot.IsSet ? Path.GetFileName(DataRoot.FromEnvironment().Path) : null,
            },
        };
        foreach (var run in runs)
            page.Add(run.Name + ".ipynb", run.Executed.ToString(), run.Seconds / 60);
        var path = Path.Combine(output, "report.html");
        page.Save(path);
        return path;
    }

    private static RunRecord Record(IReadOnlyList<NotebookRun> runs, string mode)
    {
        var table = new ResultTable("notebook", "seconds", "failed cell");
        foreach (var run in runs)
            table.Add(run.Name, run.Seconds, run.FailedCell is { } cell ? cell : ResultCell.Empty);
        return new RunRecord
        {
            Name = $"notebooks, {mode}",
            Commit = GitCommit.Find(Repository.Root),
            Seconds = runs.Sum(run => run.Seconds),
            Parameters = new Dictionary<string, string> { ["mode"] = mode, ["images"] = DataRoot.IsSet ? "real" : "scenes" },
            Tables = new Dictionary<string, ResultTable> { [Table] = table },
        };
    }
}
