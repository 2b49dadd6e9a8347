using Workbook.Codecs;
using Workbook.Results.Figures.Plotly;

namespace Workbook.Results.Figures;

/// <summary>Something drawn: one description that is written as HTML, as SVG and as a line of text.</summary>
/// <remarks>A notebook shows a figure when it is the last expression of a cell or an argument of <c>display</c>. The HTML holds the
/// picture as SVG, so it needs neither script nor network; where plotly.js is on the page, charts become interactive.</remarks>
[TypeFormatterSource(typeof(FigureFormatters))]
public abstract class Figure
{
    private protected Figure()
    {
    }

    /// <summary>The figure as one SVG document, caption included.</summary>
    /// <returns>Text that starts with <c>&lt;svg</c>; the same figure gives the same text everywhere.</returns>
    public abstract string ToSvg();

    /// <summary>The figure as an HTML fragment for a notebook or a page.</summary>
    /// <returns>One <c>figure</c> element. It loads nothing from anywhere.</returns>
    public abstract string ToHtml();

    /// <summary>What the figure shows, in one line.</summary>
    /// <returns>Text for terminals and for viewers that draw nothing.</returns>
    public abstract string ToText();

    /// <summary>The same line as <see cref="ToText"/>.</summary>
    /// <returns>What the figure shows, in one line.</returns>
    public sealed override string ToString() => ToText();

    /// <summary>Writes the figure to a file; the ending decides how.</summary>
    /// <param name="path">Ends in <c>.svg</c>, <c>.html</c> or <c>.txt</c>; charts also as <c>.json</c> (plotly.js), pictures also as <c>.png</c>.</param>
    /// <exception cref="ArgumentException">This figure cannot be written with that ending.</exception>
    public void Save(string path)
    {
        var content = Encode(Path.GetExtension(path).ToLowerInvariant())
            ?? throw new ArgumentException($"'{path}' has an ending this figure cannot be written as; use .svg, .html or .txt", nameof(path));
        AtomicFile.Write(path, content);
    }

    private protected virtual byte[]? Encode(string ending) => ending switch
    {
        ".svg" => System.Text.Encoding.UTF8.GetBytes(ToSvg()),
        ".html" => System.Text.Encoding.UTF8.GetBytes($"<!doctype html>\n<meta charset=\"utf-8\">\n{ToHtml()}\n"),
        ".txt" => System.Text.Encoding.UTF8.GetBytes(ToText() + "\n"),
        _ => null,
    };

    /// <summary>The picture as PNG bytes where the figure is made of pixels; null for charts.</summary>
    internal virtual byte[]? ToPngOrNull() => null;
}
