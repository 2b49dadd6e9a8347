using System.Diagnostics;
using Spectre.Console;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary>Shows a training on the terminal: a line that changes in place where there is one, else a plain line now and then.</summary>
internal static class TrainView
{
    public static T Show<T>(string name, Func<IProgress<TrainingProgress>, T> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected || !console.Profile.Capabilities.Interactive)
            return run(new PlainView());
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(context => run(new LiveView(name, context)));
    }

    private static string Describe(TrainingProgress progress)
        => $"step {progress.Step:N0} of {progress.Steps:N0}, {progress.Words}, {progress.StepsPerSecond:0.0} steps/s{(progress.Left is { Ticks: > 0 } left ? $", {Words(left)} left" : "")}";

    private static string Words(TimeSpan time) => time.TotalHours >= 1 ? $"{(long)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";

    private sealed class PlainView : IProgress<TrainingProgress>
    {
        private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);
        private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

        public void Report(TrainingProgress value)
        {
            if (_sinceLine.Elapsed < Apart && value.Step < value.Steps)
                return;
            Console.WriteLine(Describe(value));
            _sinceLine.Restart();
        }
    }

    private sealed class LiveView(string name, ProgressContext context) : IProgress<TrainingProgress>
    {
        private ProgressTask? _task;

        public void Report(TrainingProgress value)
        {
            _task ??= context.AddTask(name, maxValue: value.Steps);
            _task.Description = Markup.Escape($"{name}  {Describe(value)}");
            _task.Value = value.Step;
        }
    }
}
