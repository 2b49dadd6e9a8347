using Workbook.Codecs;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Works on several images at a time and shows how far it is.</summary>
internal static class ParallelImages
{
    public static void ForEach(MeasurementRun run, string title, int count, Action<int> work)
    {
        var done = 0;
        ParallelWork.ForEach(count, null, run.Cancel, i =>
        {
            work(i);
            run.Progress.Show(title, Interlocked.Increment(ref done), count);
        });
        run.Cancel.ThrowIfCancellationRequested();
    }
}
