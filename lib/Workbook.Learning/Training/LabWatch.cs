namespace Workbook.Learning.Training;

/// <summary>Hands a lab's reports on to functions, at once and in order, on the thread that trains.</summary>
/// <remarks>A progress line and a live figure in a notebook: <c>new LabWatch(line.Report, p => figure.Add(p.Variant, ...))</c>.</remarks>
/// <param name="watchers">What hears of each moment.</param>
public sealed class LabWatch(params Action<LabProgress>[] watchers) : IProgress<LabProgress>
{
    /// <inheritdoc/>
    public void Report(LabProgress value)
    {
        foreach (var watcher in watchers)
            watcher(value);
    }
}
