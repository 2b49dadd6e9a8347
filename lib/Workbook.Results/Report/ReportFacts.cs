namespace Workbook.Results.Report;

/// <summary>What the title page of a report says about the run.</summary>
public sealed record ReportFacts
{
    /// <summary>When the run began.</summary>
    public DateTimeOffset When { get; init; } = DateTimeOffset.Now;

    /// <summary>The machine: processor, cores, memory, system.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Hash of the commit; null where there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>Mode of the run: quick, full or recorded.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Folder of the data, or null for the project's own scenes. Only the folder's last name is shown.</summary>
    public string? DataRoot { get; init; }
}
