using System.Runtime.ExceptionServices;

namespace Workbook.Codecs.Magic;

/// <summary>Runs the same work on many items, several at a time.</summary>
internal static class ParallelWork
{
    /// <summary>Works on items 0 to count - 1. Cancelling ends it quietly between two items.</summary>
    /// <returns>Whether all items were worked on.</returns>
    internal static bool ForEach(int count, int? maxDegreeOfParallelism, CancellationToken cancel, Action<int> work)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism ?? Environment.ProcessorCount };
        var next = -1;
        var workers = Math.Min(count, options.MaxDegreeOfParallelism);
        try
        {
            Parallel.For(0, workers, options, _ =>
            {
                for (int i; !cancel.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < count;)
                    work(i);
            });
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
        return !cancel.IsCancellationRequested;
    }
}
