using System.Globalization;

namespace Workbook.Results.Live;

/// <summary>One line below a cell that tells how far a long loop is and how long it will still take.</summary>
/// <typeparam name="T">What the loop reports.</typeparam>
/// <remarks>
/// Pass it as the loop's <c>progress</c> and <see cref="Screen.Cancellation"/> as its <c>cancel</c>. In a notebook the line changes in
/// place, at most four times a second, and its last form stays: done, ended early, or where it was stopped. On a console it is printed
/// now and then. A loop that begins another kind of work, with fewer steps done than before or another total, is timed anew.
/// </remarks>
public sealed class ProgressLine<T> : IProgress<T>
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(0.25);

    private readonly Func<T, ProgressStep> describe;
    private readonly LiveOutput output;
    private TimeLeft left = new();
    private ProgressStep step;
    private double first;
    private TimeSpan last;

    /// <summary>Makes a line; it appears with the first report.</summary>
    /// <param name="describe">Where the loop stands: <c>p => new("training", p.Epoch, p.Epochs, $"loss {p.Loss:0.00}")</c>, or a share
    /// and a text: <c>p => (p.Share, "training")</c>. Called once for every report.</param>
    public ProgressLine(Func<T, ProgressStep> describe) : this(describe, null, TimeProvider.System)
    {
    }

    internal ProgressLine(Func<T, ProgressStep> describe, IScreen? screen, TimeProvider clock)
        => (this.describe, output) = (describe, new LiveOutput(Line, Apart, screen, clock));

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (output.Gate)
        {
            if (output.Begin())
                step = default;
            var reported = describe(value);
            if (IsOvertaken(reported))
                return;
            if (IsOtherWork(reported))
                (left, first) = (new(), reported.Done);
            (step, last) = (reported, output.Elapsed);
            left.Advance(last.TotalSeconds, step.Done);
            output.Change(step.IsWhole);
        }
    }

    /// <summary>Shows where the loop ended. A notebook does so by itself when the cell ends, a console when the program ends.</summary>
    public void Finish() => output.End();

    // Threads that report at the same time may do so in the wrong order; a loop that starts anew begins where it began before.
    private bool IsOvertaken(ProgressStep reported)
        => reported.What == step.What && reported.Total == step.Total && reported.Done < step.Done && reported.Done > first;

    private bool IsOtherWork(ProgressStep reported) => step.What is null || reported.Total != step.Total || reported.Done < step.Done;

    private string Line(IScreen screen, LiveMoment moment)
    {
        var (time, metric) = (Duration.Exact(last), step.Metric.Length > 0 ? ", " + step.Metric : "");
        if (step.IsWhole)
            return $"{step.What}: {(step.Total == 1 ? "" : Place() + ", ")}done in {time}{metric}";
        if (moment != LiveMoment.Running)
            return $"{step.What}: {(moment == LiveMoment.Stopped ? "stopped" : "ended")} at {Place()}{metric}, after {time}";
        return $"{step.What}: {Place()}{metric}{(left.Until(step.Total) is { } seconds ? $", {Duration.Rough(seconds)} left" : "")}";
    }

    private string Place() => step.Total switch
    {
        1 => step.Done.ToString("P0", CultureInfo.InvariantCulture),
        > 0 => string.Create(CultureInfo.InvariantCulture, $"{step.Done:0.##} of {step.Total:0.##}"),
        _ => step.Done.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
