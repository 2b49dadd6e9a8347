using System.Runtime.ExceptionServices;

namespace Workbook.Codecs;

/// <summary>Runs the same work on many items, several at a time.</summary>
public static class ParallelWork
{
    /// <summary>Works on items 0 to count - 1. Cancelling ends it quietly between two items; a failure ends it and comes out as itself.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="maxDegreeOfParallelism">Most items at the same time; <c>null</c> for one per core.</param>
    /// <param name="cancel">Stops between two items.</param>
    /// <param name="work">The work on the item of a given index; it runs on several threads.</param>
    /// <returns>Whether all items were worked on.</returns>
    /// <exception cref="ArgumentException"><paramref name="maxDegreeOfParallelism"/> is below 1.</exception>
    public static bool ForEach(int count, int? maxDegreeOfParallelism, CancellationToken cancel, Action<int> work)
    {
        if (maxDegreeOfParallelism is < 1)
            throw new ArgumentException($"{maxDegreeOfParallelism} items at the same time were asked for; it must be at least 1");
        var (next, failed) = (-1, false);
        var workers = Math.Min(count, maxDegreeOfParallelism ?? Environment.ProcessorCount);
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(workers, 1) }, _ =>
            {
                for (int i; !cancel.IsCancellationRequested && !Volatile.Read(ref failed) && (i = Interlocked.Increment(ref next)) < count;)
                {
                    var whole = false;
                    try
                    {
                        work(i);
                        whole = true;
                    }
                    finally
                    {
                        if (!whole)
                            Volatile.Write(ref failed, true);
                    }
                }
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
        return next >= count - 1;
    }
}
