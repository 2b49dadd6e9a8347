using System.Globalization;
using System.Text;
using Workbook.Codecs;
using Workbook.Results.Figures;
using Workbook.Results.Figures.Plotly;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>One HTML file with executed notebooks: title page, contents, prose, code and results.</summary>
/// <remarks>The file holds everything it shows, plotly.js included, and its content policy forbids any request. Charts are pictures that come
/// alive where scripts run. Outputs of the notebooks are taken as they are: a report is as trustworthy as the notebooks in it.</remarks>
public sealed class ReportPage
{
    // 'unsafe-eval' is for plotly.js, which is unpacked and compiles its 3D shaders' helpers at run time; blob: is its "save as picture".
    private const string Policy = "default-src 'none'; img-src data: blob:; font-src data:; media-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; form-action 'none'; base-uri 'none'";

    private readonly List<Chapter> chapters = [];

    /// <summary>Title of the report.</summary>
    public string Title { get; init; } = "Workbook";

    /// <summary>What the title page says about the run.</summary>
    public ReportFacts Facts { get; init; } = new();

    /// <summary>Figure on the title page; null shows the output of the first cell that a notebook tags "cover", if there is one.</summary>
    public Figure? Cover { get; init; }

    /// <summary>Whether plotly.js (1.5 MB, packed) is put into the page; without it charts stay pictures.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Adds an executed notebook as the next chapter.</summary>
    /// <param name="name">The notebook's file name; links between notebooks use it.</param>
    /// <param name="json">Its content, nbformat 4.</param>
    /// <param name="minutes">How long it ran; null leaves the place empty.</param>
    /// <exception cref="FormatException">The text is no notebook.</exception>
    public void Add(string name, string json, double? minutes = null) => chapters.Add(new Chapter(name, NotebookContent.Parse(json), minutes));

    /// <summary>Adds an executed notebook file as the next chapter.</summary>
    /// <param name="path">Path of the notebook.</param>
    /// <param name="minutes">How long it ran; null leaves the place empty.</param>
    /// <exception cref="FormatException">The file is no notebook.</exception>
    public void AddFile(string path, double? minutes = null) => Add(Path.GetFileName(path), File.ReadAllText(path), minutes);

    /// <summary>The whole page.</summary>
    /// <returns>HTML text.</returns>
    /// <exception cref="FileNotFoundException">The page shall be interactive, but the build left no plotly.js.</exception>
    public string ToHtml()
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        page.Append($"<title>{Markup.Escape(Title)}</title>\n<style>\n{ReportStyle.Css}\n</style>\n</head>\n<body>\n");
        AppendContents(page);
        page.Append("<main>\n");
        AppendTitlePage(page);
        foreach (var chapter in chapters)
            page.Append(chapter.Html);
        page.Append("</main>\n");
        if (Interactive)
            page.Append("<script>\n").Append(PlotlyScript.Loader).Append("\n</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <param name="path">Where to; an older file is replaced.</param>
    public void Save(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml()));

    private void AppendContents(StringBuilder page)
    {
        page.Append("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
        foreach (var chapter in chapters)
        {
            page.Append($"<li><a href=\"#{chapter.Name}\">{Markup.Escape(chapter.Title)}</a>");
            var sections = chapter.Headings.Where(h => h.Level == 2).Select(h => $"<li><a href=\"#{h.Anchor}\">{Markup.Escape(h.Text)}</a></li>").ToArray();
            page.Append(sections.Length > 0 ? $"<ol>{string.Concat(sections)}</ol></li>\n" : "</li>\n");
        }
        page.Append("</ol>\n</nav>\n");
    }

    private void AppendTitlePage(StringBuilder page)
    {
        page.Append($"<header>\n<h1>{Markup.Escape(Title)}</h1>\n<dl class=\"facts\">\n");
        foreach (var (name, value) in FactLines().Where(f => !string.IsNullOrEmpty(f.Value)))
            page.Append($"<dt>{name}</dt><dd>{Markup.Escape(value!)}</dd>\n");
        page.Append("</dl>\n");
        if ((Cover?.ToHtml() ?? chapters.Select(c => c.Cover).FirstOrDefault(c => c is not null)) is { } cover)
            page.Append(cover).Append('\n');
        page.Append("<table class=\"runs\">\n<thead><tr><th>Notebook</th><th class=\"n\">Code cells</th><th class=\"n\">Minutes</th><th>State</th></tr></thead>\n<tbody>\n");
        foreach (var chapter in chapters)
        {
            var state = chapter.FailedCell is { } cell ? string.Create(CultureInfo.InvariantCulture, $"error in code cell {cell}") : "done";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{chapter.Name}\">{Markup.Escape(chapter.Title)}</a></td><td class=\"n\">{chapter.CodeCells}</td><td class=\"n\">{chapter.Minutes:0.0}</td><td>{state}</td></tr>\n");
        }
        page.Append("</tbody>\n</table>\n</header>\n");
    }

    private IEnumerable<(string Name, string? Value)> FactLines() =>
    [
        ("Run", Facts.When.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)),
        ("Machine", Facts.Machine),
        ("Commit", Facts.Commit),
        ("Mode", Facts.Mode),
        // A full path would tell the world how the runner's disk is laid out.
        ("Data", string.IsNullOrEmpty(Facts.DataRoot) ? "the project's own scenes" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Facts.DataRoot))),
        ("Minutes", chapters.Any(c => c.Minutes is not null) ? chapters.Sum(c => c.Minutes ?? 0).ToString("0.0", CultureInfo.InvariantCulture) + " in all" : null),
    ];
}
