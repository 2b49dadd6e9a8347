using Spectre.Console;
using Workbook.Host.Cells;

namespace Workbook.Host.Verbs;

/// <summary>Shows a run on the terminal: a live line per notebook where there is one, else a plain line per cell.</summary>
internal static class RunView
{
    public static T Show<T>(Func<IProgress<RunProgress>, T> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected || !console.Profile.Capabilities.Interactive)
            return run(new PlainView(Console.Out));
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(context => run(new LiveView(context)));
    }

    private sealed class PlainView(TextWriter output) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Seconds is { } seconds)
                output.WriteLine($"{value.Notebook}  [{value.Cell,2}/{value.CellCount}]  {seconds,6:0.0} s  {Shorten(value.Heading)}");
        }
    }

    private sealed class LiveView(ProgressContext context) : IProgress<RunProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(RunProgress value)
        {
            if (!_tasks.TryGetValue(value.Notebook, out var task))
                _tasks[value.Notebook] = task = context.AddTask(value.Notebook, maxValue: value.CellCount);
            var done = value.Seconds is not null;
            task.Description = Markup.Escape(task.IsFinished || (done && value.Cell == value.CellCount)
                ? value.Notebook
                : $"{value.Notebook}  {value.Cell}/{value.CellCount}  {Shorten(value.Heading)}");
            task.Value = done ? value.Cell : value.Cell - 1;
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
