using System.Collections.Concurrent;

namespace Workbook.Host.Cells;

/// <summary>Runs the continuations of a cell's awaits on the cell's own thread.</summary>
internal sealed class MessagePump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    public override void Post(SendOrPostCallback callback, object? state)
    {
        try
        {
            _queue.Add((callback, state));
        }
        catch (InvalidOperationException)
        {
            base.Post(callback, state); // the cell has ended: what it left running goes on beside later cells
        }
    }

    public void Stop() => _queue.CompleteAdding();

    /// <summary>Works until stopped, or until <paramref name="cancel"/> finds it waiting.</summary>
    public void Loop(CancellationToken cancel)
    {
        foreach (var (callback, state) in _queue.GetConsumingEnumerable(cancel))
            callback(state);
    }
}
