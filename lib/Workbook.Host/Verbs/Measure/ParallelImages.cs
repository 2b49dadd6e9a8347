using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Works on images, several at a time, and shows how far it is.</summary>
internal static class ParallelImages
{
    public static void ForEach(MeasurementRun run, string title, int count, Action<int> work, int? atATime = null)
    {
        var done = 0;
        try
        {
            ParallelWork.ForEach(count, atATime, run.Cancel, i =>
            {
                work(i);
                run.Progress.Show(title, Interlocked.Increment(ref done), count);
            });
        }
        // Ctrl+C ends a codec's own process too, and that may be seen first.
        catch (Exception e) when (e is ArgumentException or BitstreamException && run.Cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)))
        {
        }
        run.Cancel.ThrowIfCancellationRequested();
    }
}
