namespace Workbook.Results.Live;

/// <summary>Where values are shown: below a notebook's cell, or on a plain console.</summary>
internal interface IScreen
{
    /// <summary>Whether a new value takes the place of the old one; else it is one more line.</summary>
    bool ChangesInPlace { get; }

    /// <summary>Signalled when the reader wants to stop.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Shows a value.</summary>
    LiveView Show(object value);

    /// <summary>Does something when the cell has ended, however it ended; on a console when the program ends.</summary>
    void AtEnd(Action action);
}
