namespace Workbook.Results.Live;

/// <summary>A place on the reader's screen.</summary>
public sealed class LiveView
{
    private readonly Action<object> _update;

    internal LiveView(Action<object> update) => _update = update;

    /// <summary>Shows another value in the same place; prints it where no notebook runs.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object value) => _update(value);
}
