using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workbook.Host.Cells;
using Workbook.Host.Jupyter;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>The runner and the kernel beside each other, as processes of their own, in turn.</summary>
/// <remarks>The kernel is driven by a client in C# on this machine, so that no other program's start is in the figures.</remarks>
internal sealed class HostsMeasurement(MeasurementRun run, int repeats)
{
    private const int CellsForMemory = 100;
    private const int CellsOfNotebook = 60;
    private const int CellsToWarmUp = 10;

    private static readonly string[] OneCell = ["1 + 1"];

    public void Run()
    {
        run.Parameters["cold start"] = "from the start of the process to the first cell's result; the runner to the written file";
        run.Parameters["warm cell"] = $"a cell that adds two numbers, after {CellsToWarmUp} others; the kernel from the request to idle";
        run.Parameters["notebook"] = $"{CellsOfNotebook} cells that load the libraries, compute, print and show, from the start of the process to its end";
        run.Parameters["memory"] = $"working set of the process in cell {CellsForMemory}";
        var (runner, kernel) = (new Costs(), new Costs());
        for (var i = 0; i < repeats; i++)
        {
            run.Progress.Show("hosts", i, repeats);
            Measure(runner, Runner);
            Measure(kernel, Kernel);
        }
        Add("runner", runner);
        Add("kernel", kernel);
        Assistance();
    }

    private sealed record Costs
    {
        public List<double> Start { get; } = [];

        public List<double> Notebook { get; } = [];

        public List<double> Cell { get; } = [];

        public List<double> Memory { get; } = [];
    }

    private void Measure(Costs costs, Func<string[], (double Seconds, double[] Cells, string Last)> execute)
    {
        costs.Start.Add(execute(OneCell).Seconds);
        costs.Notebook.Add(execute(TypicalCells()).Seconds);
        var (_, cells, last) = execute([.. Enumerable.Range(1, CellsForMemory - 1).Select(i => $"{i} + 1"), "Environment.WorkingSet >> 20"]);
        costs.Cell.AddRange(cells.Skip(CellsToWarmUp));
        costs.Memory.Add(double.Parse(last, CultureInfo.InvariantCulture));
        run.Cancel.ThrowIfCancellationRequested();
    }

    private void Add(string host, Costs costs)
    {
        run.Table("hosts", "host", "cold start to first result (s)", "warm cell (ms)", "60-cell notebook (s)", "memory after 100 cells (MiB)")
            .Add(host, Median(costs.Start), 1000 * Median(costs.Cell), Median(costs.Notebook), Median(costs.Memory));
    }

    private (double Seconds, double[] Cells, string Last) Runner(string[] cells)
    {
        using var folder = new Scratch();
        var (source, output) = (folder["cells.ipynb"], folder["out"]);
        NotebookFile.OfCode(cells).Save(source);
        var command = KernelCommand.OfThisProgram();
        var child = ChildRun.Start(new ProcessStartInfo(command.Dotnet, [command.Workbook, "run", source, "--out", output, "--no-report"]), run.Cancel);
        var executed = NotebookFile.Read(Path.Combine(output, "cells.ipynb")).Cells;
        return (child.Seconds, [.. executed.Select(Seconds)], PlainText(executed[^1].Outputs[0]!["data"]!.AsObject()));
    }

    private static double Seconds(NotebookCell cell)
    {
        var times = cell.Json["metadata"]!["execution"]!;
        return ((DateTime)times["shell.execute_reply"]! - (DateTime)times["iopub.execute_input"]!).TotalSeconds;
    }

    private static (double Seconds, double[] Cells, string Last) Kernel(string[] cells)
    {
        var whole = Stopwatch.StartNew();
        using var client = new KernelClient(Repository.Notebooks);
        var times = new List<double>();
        IReadOnlyList<Message> shown = [];
        foreach (var cell in cells)
        {
            var watch = Stopwatch.StartNew();
            shown = client.Execute(cell);
            times.Add(watch.Elapsed.TotalSeconds);
        }
        return (whole.Elapsed.TotalSeconds, [.. times], PlainText(shown.Last(message => message.Type == "execute_result").Content["data"]!.AsObject()));
    }

    private static string PlainText(JsonObject bundle)
        => bundle["text/plain"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string)bundle["text/plain"]!;

    private void Assistance()
    {
        using var client = new KernelClient(Repository.Notebooks);
        foreach (var cell in TypicalCells().Take(20))
            client.Execute(cell);
        foreach (var (name, request, code) in new[] { ("completion", "complete_request", "Chart.Li"), ("inspection", "inspect_request", "Chart.Line") })
        {
            var times = Enumerable.Range(0, 20).Select(i => Timed(() => client.Ask(request, new JsonObject { ["code"] = code + new string(' ', i), ["cursor_pos"] = code.Length, ["detail_level"] = 0 }))).ToArray();
            run.Metrics[$"{name}, first (ms)"] = times[0];
            run.Metrics[$"{name}, warm median (ms)"] = Median(times.Skip(1));
        }
    }

    private static double Timed(Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string[] TypicalCells() =>
    [
        $"#load \"{Path.Combine(Repository.Notebooks, "load.csx").Replace('\\', '/')}\"\nusing Workbook.Codecs;\nusing Workbook.Results.Figures;",
        .. Enumerable.Range(1, CellsOfNotebook - 2).Select(i => (i % 4) switch
        {
            0 => $"var values{i} = Enumerable.Range(0, 100).Select(x => x * {i}.0).ToArray();\nvalues{i}.Average()",
            1 => $"int Sum{i}(int n) => n == 0 ? 0 : n + Sum{i}(n - 1);\nConsole.WriteLine(Sum{i}({i}));",
            2 => $"display(\"cell {i}\");\nvar pixel{i} = new Rgb({i}, {i}, {i});\npixel{i}",
            _ => $"for (var x = 0; x < {i}; x++)\n    Console.Write(x);",
        }),
        "Environment.WorkingSet >> 20",
    ];

    private static double Median(IEnumerable<double> values) => BoxPlot.Of([.. values]).Median;

    private sealed class Scratch : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("workbook-hosts").FullName;

        public string this[string name] => Path.Combine(_folder, name);

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
