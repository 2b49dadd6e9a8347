using Workbook.Host.Cells;

namespace Workbook.Host.Verbs;

/// <summary>Writes the report of a run.</summary>
internal static class ReportWriter
{
    public static string Write(IReadOnlyList<NotebookRun> runs, string mode, string output) => Path.Combine(output, "report.html");
}
