using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Maps a list on several threads, keeping its order.</summary>
internal static class BoundedParallel
{
    internal static TResult[] Select<T, TResult>(
        IReadOnlyList<T> items, Func<T, TResult> map, IProgress<int>? progress, CancellationToken cancel, int maxDegreeOfParallelism)
    {
        var results = new TResult[items.Count];
        var done = 0;
        var whole = ParallelWork.ForEach(items.Count, maxDegreeOfParallelism == -1 ? null : maxDegreeOfParallelism, cancel, i =>
        {
            results[i] = map(items[i]);
            progress?.Report(Interlocked.Increment(ref done));
        });
        return whole ? results : throw new OperationCanceledException(cancel);
    }
}
