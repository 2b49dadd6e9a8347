using System.CommandLine;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary><c>workbook measure grid</c>: every method on every task, on the same images.</summary>
internal static class GridVerb
{
    public static Command Make()
    {
        var tasks = new Option<string[]>("--tasks") { Description = string.Join(", ", GridTasks.All.Keys), Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true };
        tasks.AcceptOnlyFromAmong([.. GridTasks.All.Keys]);
        var only = new Option<string[]>("--only") { Description = "methods, or how their names start: jpeg-2000, magic, d4", Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int>("--seeds") { Description = "seeds of each point", DefaultValueFactory = _ => 3 };
        var quick = new Option<bool>("--quick") { Description = "small images, short trainings, two settings of a curve, one seed: the whole grid in minutes" };
        var large = new Option<bool>("--large") { Description = "more images, wider codecs, longer trainings: for a GPU" };
        var device = new Option<string>("--device") { Description = "auto, cpu, cuda or cuda:1", DefaultValueFactory = _ => "auto" };
        var threads = new Option<int>("--threads") { Description = "threads of a training on the CPU; 1 where several processes share the work, 0 for one a core" };
        var folder = new Option<string?>("--work") { Description = "folder of points and trained networks; what is there is not measured again, and several processes share it. Without it, out/grid or out/grid-quick" };
        var output = new Option<string?>("--out") { Description = "folder of the result files; without it, data/results, or with --quick the folder of the points" };
        var compare = new Option<string[]>("--compare") { Description = "measure nothing: BD-rate of the second method against the first, from the result files", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var export = new Option<string?>("--export") { Description = "measure nothing: write the result files' tables as CSV and LaTeX, and their charts, into this folder" };
        var command = new Command("grid", "Score against bits of every method on every task, the same images for all; Ctrl+C keeps every finished point, the same command goes on.")
        {
            tasks, only, seeds, quick, large, device, threads, folder, output, compare, export,
        };
        command.SetAction(parse =>
        {
            var work = parse.GetValue(folder) ?? Path.Combine(Repository.Root, "out", parse.GetValue(quick) ? "grid-quick" : "grid");
            var results = parse.GetValue(output) ?? (parse.GetValue(quick) ? work : Path.Combine(Repository.Root, "data", "results"));
            if (parse.GetValue(compare) is [var anchor, var tested])
                return Compare(results, anchor, tested);
            if (parse.GetValue(export) is { } papers)
                return Export(results, papers);
            var plan = (parse.GetValue(quick) ? GridPlan.Quick : parse.GetValue(large) ? GridPlan.Large : GridPlan.Full) with { Device = parse.GetValue(device)!, Threads = parse.GetValue(threads) };
            var count = parse.GetValue(quick) && parse.GetResult(seeds) is { Implicit: true } or null ? 1 : parse.GetValue(seeds);
            return Measure(parse.GetValue(tasks) is { Length: > 0 } some ? some : [.. GridTasks.All.Keys], GridMethods.Find(parse.GetValue(only) ?? []),
                [.. Enumerable.Range(1, count).Select(i => (ulong)i)], plan, work, results);
        });
        return command;
    }

    /// <summary>Measures tasks one after the other; each has its summary as soon as it is whole.</summary>
    /// <returns>The exit code.</returns>
    public static int Measure(IReadOnlyList<string> tasks, IReadOnlyList<GridMethod> methods, ulong[] seeds, GridPlan plan, string folder, string results)
    {
        using var interrupt = new Interrupt();
        foreach (var word in tasks)
        {
            var run = new MeasurementRun($"grid-{word}", new MeasureSettings(false, plan.Images, plan.LearnImages, 1, results), interrupt.Token);
            try
            {
                Measure(GridTasks.All[word], methods, seeds, new GridWork(folder, plan, run) { Say = Console.WriteLine }, results);
            }
            catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
            {
                Console.WriteLine($"stopped; what was measured is kept in {folder}, the same command goes on");
                return Interrupt.ExitCode;
            }
            finally
            {
                run.Progress.Dispose();
            }
        }
        return 0;
    }

    private static void Measure(Func<GridPlan, CancellationToken, GridTask> load, IReadOnlyList<GridMethod> methods, ulong[] seeds, GridWork work, string results)
    {
        using var task = load(work.Plan, work.Cancel);
        work.Say($"{task.Word}: {task.Key}");
        var grid = new GridRun(task, methods, seeds, work);
        grid.Run();
        foreach (var (method, why) in grid.LeftOut)
            work.Say($"{task.Word}: {method} is left out: {why}");
        if (GridSummary.Of(task, GridMethods.All.Concat(methods).Distinct().SelectMany(grid.Points), grid.LeftOut, work) is not { } record)
            return;
        var path = Path.Combine(results, record.Name + ".json");
        ResultFile.Save(path, record);
        work.Say($"{task.Word}: {grid.Measured} points measured, {record.Tables["points"].Rows.Count} in all -> {path}");
    }

    private static IReadOnlyList<RunRecord> Grids(string results) => RecordedRuns.Find("grid-", results) is { Count: > 0 } grids ? grids
        : throw new ArgumentException($"there is no grid-TASK.json in {results}; ./workbook measure grid makes them");

    private static int Compare(string results, string anchor, string tested)
    {
        Console.WriteLine(GridComparison.Of(Grids(results), anchor, tested));
        return 0;
    }

    private static int Export(string results, string folder)
    {
        var files = Grids(results).SelectMany(record => GridExport.Write(record, folder)).ToArray();
        Console.WriteLine($"{files.Length} files -> {folder}");
        return 0;
    }
}
