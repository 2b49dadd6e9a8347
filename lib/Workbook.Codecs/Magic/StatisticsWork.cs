namespace Workbook.Codecs.Magic;

/// <summary>How statistics are counted.</summary>
/// <param name="MaxDegreeOfParallelism">Most threads; null for one per core.</param>
/// <param name="Done">Told the share of the work that is done, 0 to 1, from several threads.</param>
/// <param name="Cancel">Stops the work.</param>
internal sealed record StatisticsWork(int? MaxDegreeOfParallelism, Action<double> Done, CancellationToken Cancel)
{
    /// <summary>Works on items 0 to count - 1, several at a time.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, so some items are left.</exception>
    public void ForEach(int count, Action<int> work)
    {
        if (!ParallelWork.ForEach(count, MaxDegreeOfParallelism, Cancel, work))
            Cancel.ThrowIfCancellationRequested();
    }
}
