using Workbook.Host.Cells;
using Workbook.Results.Figures;
using Workbook.Results.Report;

namespace Workbook.Notebooks.Tests.Charts;

/// <summary>An executed notebook with a chart of every kind, and what a browser shows of it.</summary>
public sealed class ChartPages : IDisposable
{
    private static readonly string Load = $"#load \"{Path.Combine(Book.Folder, "load.csx")}\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-charts").FullName;

    public ChartPages()
    {
        var notebook = Task.Run(Execute);
        var page = Later(notebook, Convert);
        Live = Later(page, html => Browser.Open(html.Replace("</body>", Versions() + "</body>"), Path.Combine(_folder, "live")));
        Still = Later(page, html => Browser.OpenWithoutScripts(html, Path.Combine(_folder, "still")));
        Report = Later(notebook, json => Browser.Open(ReportOf(json), Path.Combine(_folder, "report")));
    }

    /// <summary>nbconvert's page, with two more versions of a chart to show in its place.</summary>
    internal Task<PageView> Live { get; }

    /// <summary>nbconvert's page where no script may run.</summary>
    internal Task<PageView> Still { get; }

    /// <summary>The report.</summary>
    internal Task<PageView> Report { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<T> Later<TSource, T>(Task<TSource> source, Func<TSource, T> next)
    {
        var value = await source;
        return await Task.Run(() => next(value));
    }

    private string Execute()
    {
        var path = Path.Combine(_folder, "charts.ipynb");
        File.WriteAllText(path, NotebookText.Of(
            Load + "using Workbook.Codecs;\nusing Workbook.Results.Figures;\nusing Workbook.Results.Live;",
            Load + "// a cell that is run again",
            """
            display(Chart.Line(("a", [(1, 2), (3, 4)]), ("b", [(1.5, 2), (3, double.NaN)])).Level(3, "source").Title("</script> & \"100 %\""));
            display(Chart.Scatter([1, 10], [2, 3]).X("size", log: true));
            display(Chart.Bar(["a", "b"], ("one", [1, 2]), ("two", [3, 4])));
            display(Chart.Box(("no outlier", [4, 5]), ("an outlier", [1, 2, 2, 3, 3, 90])).Y("size", log: true));
            display(Chart.Histogram([1, 2, 2, 3], bins: 3));
            display(Chart.HeatMap(new double[,] { { 1, double.NaN }, { 3, 4 } }));
            display(Chart.ColorCube(new Rgb(1, 2, 3), new Rgb(250, 200, 100)));
            """,
            """
            var curve = new LiveChart("step", "loss");
            for (var step = 1; step <= 100; step++)
                curve.Add("training", step, 1.0 / step);
            """,
            "ImageGrid.Of(new RgbImage(20, 20))"));
        var run = Runner.Run(path, new Dictionary<string, string>());
        return run.Error is null ? run.Executed.ToString() : throw new InvalidOperationException(run.Error.Message);
    }

    private string Convert(string notebook)
    {
        File.WriteAllText(Path.Combine(_folder, "executed.ipynb"), notebook);
        var modules = Path.Combine(_folder, "require.js"); // stands for require.js: plotly.js must not hand itself to it
        File.WriteAllText(modules, "window.define=function(){throw new Error('define was called');};window.define.amd={};");
        Shell.Needed("jupyter-nbconvert", "jupyter-nbconvert",
            ["--to", "html", Path.Combine(_folder, "executed.ipynb"), $"--HTMLExporter.require_js_url={modules}", $"--HTMLExporter.mathjax_url={modules}"]);
        return File.ReadAllText(Path.Combine(_folder, "executed.html"));
    }

    private static string Versions()
        => string.Concat(new[] { 2, 20, 200 }.Select(points => $"<template>{Chart.Line(Enumerable.Range(0, points)).ToHtml()}</template>"));

    private static string ReportOf(string notebook)
    {
        var page = new ReportPage();
        page.Add("charts.ipynb", notebook);
        return page.ToHtml();
    }
}
