namespace Workbook.Results.Figures;

/// <summary>How notebooks show a <see cref="Figure"/>.</summary>
internal sealed class FigureFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter("text/html", figure => ((Figure)figure).ToHtml()),
        new MimeFormatter("image/svg+xml", figure => ((Figure)figure).ToSvg()),
        new MimeFormatter("image/png", figure => ((Figure)figure).ToPngOrNull() is { } png ? Convert.ToBase64String(png) : null),
        new MimeFormatter("text/plain", figure => ((Figure)figure).ToText()),
    ];
}
