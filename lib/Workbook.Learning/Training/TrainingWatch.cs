namespace Workbook.Learning.Training;

/// <summary>Hands a training's reports on to functions, at once and in order, on the thread that trains.</summary>
/// <remarks>A progress line and a live chart in a notebook: <c>new TrainingWatch(line.Report, p => chart.Add("loss", p.Step, p.Terms["loss"]))</c>.</remarks>
/// <param name="watchers">What hears of each step.</param>
public sealed class TrainingWatch(params Action<TrainingProgress>[] watchers) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        foreach (var watcher in watchers)
            watcher(value);
    }
}
