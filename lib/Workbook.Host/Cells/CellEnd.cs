namespace Workbook.Host.Cells;

/// <summary>What is to be done on the way out of the running cell, while it can still show values.</summary>
internal sealed class CellEnd
{
    private readonly Lock _lock = new();
    private readonly List<Action> _actions = [];

    /// <summary>Adds something to do; any thread of the cell may.</summary>
    public void Add(Action action)
    {
        lock (_lock)
            _actions.Add(action);
    }

    /// <summary>Does it all, in the order in which it came.</summary>
    /// <param name="error">Why the cell stopped, or null.</param>
    /// <returns>The same; where the cell ran to its end, what went wrong here.</returns>
    public ErrorOutput? Run(ErrorOutput? error)
    {
        Action[] actions;
        lock (_lock)
            actions = [.. _actions];
        try
        {
            Array.ForEach(actions, action => action());
            return error;
        }
        catch (Exception e) // a cell may throw anything, and the session must outlive it
        {
            return error ?? CellErrors.OfException(e);
        }
    }
}
