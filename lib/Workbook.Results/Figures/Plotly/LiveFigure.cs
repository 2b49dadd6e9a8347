using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures.Plotly;

/// <summary>HTML of a chart: its picture, and its description for the script that swaps the picture for a live chart.</summary>
/// <remarks>The description goes onto the list <c>window.workbookFigures</c>; <see cref="PlotlyScript.Loader"/>, before or after it on the
/// page, works the list off. Without it, the picture stays. Elements are found by a name made from the content, so the same chart gives
/// the same HTML in every notebook host, twice on one page too.</remarks>
internal static class LiveFigure
{
    public static string Html(Picture picture, ChartDescription chart)
    {
        var spec = PlotlyWriter.Write(chart);
        spec["webgl"] = chart.Cloud is not null;
        var name = Markup.Name(picture.Svg + spec.ToJsonString());
        spec["name"] = name;
        // The JSON holds no '<' (System.Text.Json writes \u003C), so no text in it can end the script element.
        var script = $"\n<script>(window.workbookFigures=window.workbookFigures||[]).push({spec.ToJsonString()});</script>";
        return StillFigure.Html(picture, chart.Caption, $" data-workbook-figure=\"{name}\"", script);
    }
}
