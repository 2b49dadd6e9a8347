using System.Runtime.ExceptionServices;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Works on several images at a time; a failure comes out as itself.</summary>
internal static class ParallelImages
{
    public static void ForEach(MeasurementRun run, string title, int count, Action<int> work)
    {
        var done = 0;
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = run.Cancel }, i =>
            {
                work(i);
                run.Progress.Show(title, Interlocked.Increment(ref done), count);
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
