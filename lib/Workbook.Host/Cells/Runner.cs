using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Workbook.Host.Cells;

/// <summary>Where a run stands.</summary>
/// <param name="Notebook">Name of the notebook, without folder and ending.</param>
/// <param name="Cell">Number of the code cell, from 1.</param>
/// <param name="CellCount">Code cells in the notebook.</param>
/// <param name="Heading">The cell's first line of code.</param>
/// <param name="Seconds">Time the cell took, or null while it runs.</param>
public sealed record RunProgress(string Notebook, int Cell, int CellCount, string Heading, double? Seconds);

/// <summary>How a notebook's run ended.</summary>
/// <param name="Name">Name of the notebook, without folder and ending.</param>
/// <param name="Executed">The executed notebook, outputs included; after a failure the outputs until then.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="FailedCell">Number of the code cell that failed, or null.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record NotebookRun(string Name, NotebookFile Executed, double Seconds, int? FailedCell, ErrorOutput? Error);

/// <summary>Executes a notebook without a front end.</summary>
public static class Runner
{
    /// <summary>Runs the cells in order until the end, the first failure, or cancellation.</summary>
    /// <param name="path">The notebook; relative paths inside it start at its folder.</param>
    /// <param name="parameters">New values for the notebook's parameters, as typed on a command line.</param>
    /// <param name="progress">Told at the start and at the end of every code cell.</param>
    /// <param name="cancel">Stops the running cell; the result holds what was done.</param>
    /// <exception cref="NotebookException">The notebook or a parameter cannot be used.</exception>
    public static NotebookRun Run(string path, IReadOnlyDictionary<string, string> parameters, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        var name = NameOf(path);
        var notebook = NotebookFile.Read(path);
        notebook.Strip();
        NotebookParameters.Inject(notebook, name, parameters);
        var cells = notebook.Cells.Where(cell => cell.IsCode).ToArray();
        var session = new CellSession(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var displays = new Dictionary<string, JsonObject>();
        var watch = Stopwatch.StartNew();
        for (var number = 1; number <= cells.Length; number++)
            if (RunCell(session, displays, cells[number - 1], new RunProgress(name, number, cells.Length, Heading(cells[number - 1]), null), progress, cancel) is { } error)
                return new NotebookRun(name, notebook, watch.Elapsed.TotalSeconds, number, error);
        return new NotebookRun(name, notebook, watch.Elapsed.TotalSeconds, null, null);
    }

    /// <summary>The file's name without ending; solutions, which are named like their chapters, say so.</summary>
    private static string NameOf(string path)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        return (folder == "solutions" ? "solutions-" : "") + Path.GetFileNameWithoutExtension(path);
    }

    private static ErrorOutput? RunCell(CellSession session, Dictionary<string, JsonObject> displays, NotebookCell cell, RunProgress place, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var outputs = new OutputList(place.Cell, displays);
        var error = default(ErrorOutput);
        var watch = Stopwatch.StartNew();
        progress?.Report(place);
        session.Run(cell.Source, output =>
        {
            outputs.Add(output);
            error ??= output as ErrorOutput;
        }, cancel);
        cell.SetOutputs(outputs.ToJson(), place.Cell);
        cell.Json["metadata"]!.AsObject()["execution"] = Timing(watch.Elapsed);
        progress?.Report(place with { Seconds = watch.Elapsed.TotalSeconds });
        return error;
    }

    /// <summary>Jupyter's convention for when a cell ran.</summary>
    private static JsonObject Timing(TimeSpan elapsed)
    {
        var now = DateTime.UtcNow;
        return new JsonObject { ["iopub.execute_input"] = (now - elapsed).ToString("O"), ["shell.execute_reply"] = now.ToString("O") };
    }

    private static string Heading(NotebookCell cell)
        => cell.Source.Split('\n').FirstOrDefault(line => line.Length > 0 && !line.StartsWith("#load", StringComparison.Ordinal) && !line.StartsWith("using", StringComparison.Ordinal))?.Trim() ?? "load";
}
