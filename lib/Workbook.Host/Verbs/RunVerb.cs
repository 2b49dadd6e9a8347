using System.CommandLine;
using Workbook.Host.Cells;
using Workbook.Imaging.Sets;

namespace Workbook.Host.Verbs;

/// <summary><c>workbook run</c>: executes notebooks and writes executed copies and the report.</summary>
internal static class RunVerb
{
    private const string ModeParameter = "Mode";

    public static Command Make()
    {
        var notebooks = new Argument<string[]>("notebook") { Description = "notebooks by path, name or number; none means the whole book", Arity = ArgumentArity.ZeroOrMore };
        var mode = new Option<string>("--mode") { Description = "quick: two cores, under 3 minutes each; full: the papers' sizes; recorded: stored results", DefaultValueFactory = _ => "quick" };
        mode.AcceptOnlyFromAmong("quick", "full", "recorded");
        var parameters = new Option<string[]>("-p", "--parameter") { Description = "a parameter, as Name=value; repeat for more", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--out") { Description = "folder for the executed notebooks and the report", DefaultValueFactory = _ => Path.Combine(Repository.Root, "out") };
        var noReport = new Option<bool>("--no-report") { Description = "write the executed notebooks only" };
        var command = new Command("run", "Execute notebooks; write executed copies and one self-contained HTML report.") { notebooks, mode, parameters, output, noReport };
        command.SetAction(parse =>
        {
            var paths = parse.GetValue(notebooks) is { Length: > 0 } words ? words.Select(Repository.FindNotebook).Select(Path.GetFullPath).Distinct().ToArray() : Repository.AllNotebooks();
            return Run(paths, parse.GetValue(mode)!, Parse(parse.GetValue(parameters) ?? []), parse.GetValue(output)!, !parse.GetValue(noReport));
        });
        return command;
    }

    private static Dictionary<string, string> Parse(IEnumerable<string> assignments)
    {
        var values = new Dictionary<string, string>();
        foreach (var assignment in assignments)
            values[assignment.IndexOf('=') is > 0 and var at ? assignment[..at] : throw new NotebookException($"-p {assignment}: expected Name=value")] = assignment[(at + 1)..];
        return values;
    }

    private static int Run(string[] paths, string mode, Dictionary<string, string> values, string output, bool report)
    {
        if (DataRoot.IsSet)
            DataRoot.FromEnvironment(); // a wrong folder is said before anything runs
        var settings = paths.ToDictionary(path => path, path => ForNotebook(path, mode, values));
        if (values.Keys.FirstOrDefault(name => !settings.Values.Any(s => s.ContainsKey(name))) is { } unknown)
            throw new NotebookException($"none of these notebooks has a parameter '{unknown}'; they have {string.Join(", ", paths.SelectMany(p => Declared(p).Keys).Distinct())}");

        using var interrupt = new Interrupt();
        var runs = RunView.Show(progress => RunAll(settings, output, progress, interrupt.Token));
        foreach (var run in runs)
            Console.WriteLine($"{run.Name}: {(run.Error is null ? "done" : "stopped")} in {run.Seconds:0.0} s -> {Path.Combine(output, run.Name + ".ipynb")}");
        if (report)
            Console.WriteLine($"report -> {ReportWriter.Write(runs, mode, output)}");
        if (runs.FirstOrDefault(run => run.Error is not null) is { } failed)
            ShowFailure(failed);
        return interrupt.Token.IsCancellationRequested ? Interrupt.ExitCode : runs.Any(run => run.Error is not null) ? 1 : 0;
    }

    private static List<NotebookRun> RunAll(Dictionary<string, Dictionary<string, string>> settings, string output, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var runs = new List<NotebookRun>();
        foreach (var (path, values) in settings)
        {
            var run = Runner.Run(path, values, progress, cancel);
            run.Executed.Save(Path.Combine(output, run.Name + ".ipynb"));
            runs.Add(run);
            if (cancel.IsCancellationRequested)
                break;
        }
        return runs;
    }

    private static Dictionary<string, string> ForNotebook(string path, string mode, Dictionary<string, string> values)
    {
        var declared = Declared(path);
        var own = values.Where(value => declared.ContainsKey(value.Key)).ToDictionary();
        if (declared.TryGetValue(ModeParameter, out var given) && given.Value != $"\"{mode}\"")
            own.TryAdd(ModeParameter, mode);
        return own;
    }

    private static IReadOnlyDictionary<string, (string Type, string Value)> Declared(string path)
        => NotebookFile.Read(path).Cells.FirstOrDefault(cell => cell.Tags.Contains("parameters")) is { } cell
            ? NotebookParameters.Declared(cell.Source) : new Dictionary<string, (string, string)>();

    private static void ShowFailure(NotebookRun run)
    {
        var cell = run.Executed.Cells.Where(c => c.IsCode).ElementAt(run.FailedCell!.Value - 1);
        Console.Error.WriteLine($"\n{run.Name}, code cell {run.FailedCell} stopped:\n");
        foreach (var (line, number) in cell.Source.Split('\n').Select((line, i) => (line, i + 1)))
            Console.Error.WriteLine($"  {number,3} | {line}");
        Console.Error.WriteLine("\n" + string.Join("\n", run.Error!.Traceback));
    }
}
