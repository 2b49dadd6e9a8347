using System.Net;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbook.Host.Cells;

/// <summary>Shows exceptions that are values, or that a shown object's properties throw, as briefly as those that stop a cell.</summary>
/// <remarks>Left to itself the formatter writes the whole stack trace: 14 MB for each property that calls itself.</remarks>
internal static class ExceptionFormatter
{
    /// <summary>Makes this the way in which the process shows exceptions.</summary>
    public static void Register()
    {
        Formatter.Register<Exception>((e, writer) => writer.Write(Text(e)), PlainTextFormatter.MimeType);
        Formatter.Register<Exception>((e, writer) => writer.Write($"<pre>{WebUtility.HtmlEncode(Text(e))}</pre>"), HtmlFormatter.MimeType);
    }

    private static string Text(Exception e) => string.Join("\n", CellErrors.OfException(e).Traceback);
}
