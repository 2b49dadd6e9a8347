using System.Text.RegularExpressions;
using Workbook.Results.Figures;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>Writes a cell's output as HTML, in its richest form.</summary>
internal static partial class OutputText
{
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static string Html(OutputContent output, MarkdownText markdown)
    {
        var forms = output.Forms;
        if (output.Kind == "error")
            return $"<pre class=\"error\">{Plain(forms["text/plain"])}</pre>\n";
        if (output.Kind == "stream")
            return $"<pre class=\"stream{(output.Stream == "stderr" ? " stderr" : "")}\">{Plain(forms["text/plain"])}</pre>\n";
        if (forms.TryGetValue("text/html", out var html))
            return InteractiveCharts.Made(html) ? "" : $"<div class=\"output\">{html}</div>\n"; // a report has its own copy
        if (forms.TryGetValue("image/svg+xml", out var svg))
            return $"<div class=\"output\"><img alt=\"\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg))}\"></div>\n";
        foreach (var type in Pictures)
        {
            if (forms.TryGetValue(type, out var picture))
                return $"<div class=\"output\"><img alt=\"\" src=\"data:{type};base64,{NotBase64().Replace(picture, "")}\"></div>\n";
        }
        if (forms.TryGetValue("text/markdown", out var text))
            return $"<div class=\"output\">{markdown.Html(text)}</div>\n";
        return forms.TryGetValue("text/plain", out var plain) ? $"<pre class=\"output\">{Plain(plain)}</pre>\n" : "";
    }

    private static string Plain(string text) => Markup.Escape(Ansi().Replace(text, "").TrimEnd('\n'));

    [GeneratedRegex(@"\x1B\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Ansi();

    [GeneratedRegex("[^A-Za-z0-9+/=]")]
    private static partial Regex NotBase64();
}
