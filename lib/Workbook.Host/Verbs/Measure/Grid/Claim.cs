namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A piece of work that one process has taken, so that several can share a folder.</summary>
/// <remarks>It is a lock on a file, which the system gives back when a process ends in whatever way. The empty file stays: to delete it would let two
/// processes lock two files of one name.</remarks>
internal sealed class Claim : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.5);
    private readonly FileStream file;

    private Claim(FileStream file) => this.file = file;

    /// <summary>Takes the work, or gives null where another has it.</summary>
    /// <param name="path">Of the lock; its folder is made.</param>
    public static Claim? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new Claim(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Waits until it can take the work.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Claim Take(string path, CancellationToken cancel)
    {
        Claim? claim;
        while ((claim = TryTake(path)) is null)
            if (cancel.WaitHandle.WaitOne(Often))
                cancel.ThrowIfCancellationRequested();
        return claim;
    }

    public void Dispose() => file.Dispose();
}
