using System.Runtime.ExceptionServices;

namespace Workbook.Imaging.Sets;

/// <summary>Maps a list on several threads, keeping its order.</summary>
internal static class BoundedParallel
{
    internal static TResult[] Select<T, TResult>(
        IReadOnlyList<T> items, Func<T, TResult> map, IProgress<int>? progress, CancellationToken cancel, int maxDegreeOfParallelism)
    {
        var results = new TResult[items.Count];
        var done = 0;
        var options = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = maxDegreeOfParallelism == -1 ? Environment.ProcessorCount : maxDegreeOfParallelism,
        };
        try
        {
            Parallel.For(0, items.Count, options, i =>
            {
                results[i] = map(items[i]);
                progress?.Report(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException e)
        {
            // The caller expects the reader's own exception; the first one tells enough.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        return results;
    }
}
