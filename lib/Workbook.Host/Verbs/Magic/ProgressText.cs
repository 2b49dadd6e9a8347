namespace Workbook.Host.Verbs.Magic;

/// <summary>A progress line on the terminal's error stream; silent where that is a file.</summary>
internal sealed class ProgressText<T>(Func<T, string> describe) : IProgress<T>, IDisposable
{
    private readonly Lock _lock = new();
    private int _width;

    public void Report(T value)
    {
        if (Console.IsErrorRedirected)
            return;
        lock (_lock)
        {
            var text = describe(value);
            Console.Error.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
    }

    public void Dispose()
    {
        if (_width > 0)
            Console.Error.Write("\r" + new string(' ', _width) + "\r");
    }
}
