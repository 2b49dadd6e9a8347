using System.Globalization;
using System.Text;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>One executed notebook as a chapter of the report.</summary>
internal sealed class Chapter
{
    private readonly string html;

    public Chapter(string file, NotebookContent notebook, double? minutes)
    {
        (Name, Minutes) = (MarkdownText.ChapterName(file), minutes);
        var markdown = new MarkdownText(Name);
        html = string.Concat(notebook.Cells.Select(cell => CellHtml(cell, markdown)));
        Headings = [.. markdown.Headings.Where(h => h.Level <= 2)];
        Title = Headings.FirstOrDefault(h => h.Level == 1).Text is { Length: > 0 } text ? text : Path.GetFileNameWithoutExtension(file);
        CodeCells = notebook.Cells.Count(c => c.Kind == "code");
        var failed = notebook.Cells.Where(c => c.Kind == "code").Select((cell, i) => (cell, i)).FirstOrDefault(c => c.cell.Outputs.Any(o => o.Kind == "error"));
        FailedCell = failed.cell is null ? null : failed.i + 1;
        Cover = notebook.Cells.Where(c => c.Tags.Contains("cover")).SelectMany(c => c.Outputs).Select(o => o.Forms.GetValueOrDefault("text/html")).FirstOrDefault(h => h is not null);
    }

    /// <summary>Name that links use.</summary>
    public string Name { get; }

    public string Title { get; }

    public double? Minutes { get; }

    public int CodeCells { get; }

    /// <summary>Number of the first code cell that ended in an error; null where all went well.</summary>
    public int? FailedCell { get; }

    /// <summary>HTML of the output that the notebook offers for the title page (its cell is tagged "cover"), or null.</summary>
    public string? Cover { get; }

    public IReadOnlyList<(int Level, string Text, string Anchor)> Headings { get; }

    public string Html => $"<article id=\"{Name}\">\n{(FailedCell is { } cell ? $"<p class=\"failed\">This notebook stopped with an error in code cell {cell.ToString(CultureInfo.InvariantCulture)}.</p>\n" : "")}{html}</article>\n";

    private static string CellHtml(CellContent cell, MarkdownText markdown)
    {
        if (cell.Kind == "markdown")
            return $"<section class=\"prose\">{markdown.Html(cell.Source)}</section>\n";
        if (cell.Kind != "code")
            return $"<pre>{Markup.Escape(cell.Source)}</pre>\n";
        var text = new StringBuilder("<section class=\"cell\">\n");
        if (cell.Tags.Contains("parameters") || cell.Tags.Contains("injected-parameters"))
            text.Append("<span class=\"tag\">parameters</span>");
        text.Append($"<pre class=\"code\"><code>{CodeColors.Html(cell.Source.TrimEnd())}</code></pre>\n");
        foreach (var output in cell.Outputs)
            text.Append(OutputText.Html(output, markdown));
        return text.Append("</section>\n").ToString();
    }
}
