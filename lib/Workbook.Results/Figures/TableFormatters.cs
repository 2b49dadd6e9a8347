namespace Workbook.Results.Figures;

/// <summary>How notebooks show a <see cref="Table"/>.</summary>
internal sealed class TableFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter("text/html", table => ((Table)table).ToHtml()),
        new MimeFormatter("text/markdown", table => ((Table)table).ToMarkdown()),
        new MimeFormatter("text/plain", table => ((Table)table).ToText()),
    ];
}
