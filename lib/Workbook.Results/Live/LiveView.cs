namespace Workbook.Results.Live;

/// <summary>A place on the reader's screen.</summary>
public sealed class LiveView
{
    private readonly Action<object> update;

    internal LiveView(Action<object> update) => this.update = update;

    /// <summary>Shows another value in the same place; prints it where no notebook runs.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object value) => update(value);
}
