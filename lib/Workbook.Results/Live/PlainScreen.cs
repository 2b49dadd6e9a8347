namespace Workbook.Results.Live;

/// <summary>A console: every value is one more line.</summary>
internal sealed class PlainScreen : IScreen
{
    public bool ChangesInPlace => false;

    public CancellationToken Cancellation => default;

    public LiveView Show(object value)
    {
        Console.WriteLine(value);
        return new LiveView(Console.WriteLine);
    }

    public void AtEnd(Action action) => AppDomain.CurrentDomain.ProcessExit += (_, _) => action();
}
