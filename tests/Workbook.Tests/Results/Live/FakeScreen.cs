using Workbook.Results.Live;

namespace Workbook.Tests.Results.Live;

/// <summary>A screen that keeps what it is shown, in a notebook's way or in a console's.</summary>
internal sealed class FakeScreen(bool changesInPlace = true) : IScreen
{
    private readonly CancellationTokenSource cancel = new();
    private readonly List<Action> atEnd = [];

    public List<object> Shown { get; } = [];

    public int Places { get; private set; }

    public bool ChangesInPlace { get; } = changesInPlace;

    public CancellationToken Cancellation => cancel.Token;

    public LiveView Show(object value)
    {
        Places++;
        Shown.Add(value);
        return new LiveView(Shown.Add);
    }

    public void AtEnd(Action action) => atEnd.Add(action);

    public void Interrupt() => cancel.Cancel();

    public void EndCell() => atEnd.ForEach(action => action());
}
