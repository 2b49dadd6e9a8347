namespace Workbook.Host.Verbs;

/// <summary>Hands reports on at once, on the thread that made them.</summary>
internal sealed class Relay<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
