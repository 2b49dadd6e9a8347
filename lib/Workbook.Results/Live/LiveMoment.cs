namespace Workbook.Results.Live;

/// <summary>Where a loop is when its state is shown.</summary>
internal enum LiveMoment
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>The reader wanted it to stop.</summary>
    Stopped,

    /// <summary>The cell around it has ended.</summary>
    Ended,
}
