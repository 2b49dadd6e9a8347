using System.Text.Json.Nodes;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures.Plotly;

/// <summary>Writes each layer of a chart as a plotly.js trace.</summary>
internal static class PlotlyTraces
{
    public static JsonObject Write(ChartDescription chart, int index) => chart.Traces[index] switch
    {
        PointTrace points => Points(points, chart.Color(index), index),
        BarTrace bars => Bars(chart, bars, index),
        HistogramTrace histogram => Histogram(histogram, chart.Color(index), chart.Traces.Count > 1),
        BoxTrace boxes => Boxes(boxes, chart.Color(0)),
        HeatTrace heat => Heat(heat),
        CloudTrace cloud => Cloud(cloud),
        var other => throw new InvalidOperationException($"no plotly.js form for {other.GetType().Name}"),
    };

    private static JsonObject Points(PointTrace trace, string color, int index)
    {
        var series = trace.Series;
        var result = Named("scatter", trace.Name);
        result["mode"] = !trace.Lines ? "markers" : trace.Markers ? "lines+markers" : "lines";
        result["x"] = Json.Numbers(series.X);
        result["y"] = Json.Numbers(series.Y);
        result["line"] = new JsonObject { ["color"] = color, ["width"] = 2, ["dash"] = Palette.Dash(index) is { Length: > 0 } dash ? string.Join(",", dash.Split(',').Select(d => d + "px")) : "solid" };
        result["marker"] = new JsonObject { ["color"] = color, ["symbol"] = Palette.Marker(index), ["size"] = 8, ["line"] = Outline("#fff", 0.8) };
        if (series.YError is { } vertical)
            result["error_y"] = Json.ErrorBars(vertical, color);
        if (series.XError is { } horizontal)
            result["error_x"] = Json.ErrorBars(horizontal, color);
        if (series.Labels is { } labels)
            result["text"] = Json.Texts(labels);
        result["hovertemplate"] = (series.Labels is null ? "" : "%{text}<br>") + "%{x}, %{y}" + (trace.Name.Length > 0 ? "" : "<extra></extra>");
        return result;
    }

    private static JsonObject Bars(ChartDescription chart, BarTrace trace, int index)
    {
        var own = chart.BarTraces == 1 && chart.Colors is not null;
        var result = Named("bar", trace.Name);
        result["x"] = Json.Numbers(Enumerable.Range(0, trace.Values.Count).Select(i => (double)i));
        result["y"] = Json.Numbers(trace.Values);
        result["text"] = Json.Texts(trace.Labels);
        result["textposition"] = "none";
        result["hovertemplate"] = "%{text}: %{y}" + (trace.Name.Length > 0 ? "" : "<extra></extra>");
        result["marker"] = new JsonObject
        {
            ["color"] = own ? new JsonArray([.. trace.Values.Select((_, i) => (JsonNode?)chart.Color(i))]) : chart.Color(index),
            ["line"] = Outline(Palette.Ink, 0.6),
            ["pattern"] = new JsonObject { ["shape"] = Palette.Hatch(chart.BarPlace(index)), ["fgcolor"] = "#fff", ["fillmode"] = "overlay", ["size"] = 7, ["solidity"] = 0.2 },
        };
        if (trace.Errors is { } errors)
            result["error_y"] = Json.ErrorBars(errors, Palette.Ink);
        return result;
    }

    private static JsonObject Histogram(HistogramTrace trace, string color, bool several)
    {
        var result = Named("bar", trace.Name);
        result["x"] = Json.Numbers(trace.Counts.Select((_, i) => (trace.Edges[i] + trace.Edges[i + 1]) / 2));
        result["width"] = Json.Numbers(trace.Counts.Select((_, i) => trace.Edges[i + 1] - trace.Edges[i]));
        result["y"] = Json.Numbers(trace.Counts);
        result["marker"] = new JsonObject { ["color"] = color, ["opacity"] = several ? 0.5 : 0.75, ["line"] = Outline(several ? color : "#fff", 0.8) };
        result["hovertemplate"] = "%{x}: %{y}" + (trace.Name.Length > 0 ? "" : "<extra></extra>");
        return result;
    }

    private static JsonObject Boxes(BoxTrace trace, string color)
    {
        var result = Named("box", "");
        result["x"] = Json.Numbers(Enumerable.Range(0, trace.Boxes.Count).Select(i => (double)i));
        result["q1"] = Json.Numbers(trace.Boxes.Select(b => b.LowerQuartile));
        result["median"] = Json.Numbers(trace.Boxes.Select(b => b.Median));
        result["q3"] = Json.Numbers(trace.Boxes.Select(b => b.UpperQuartile));
        result["lowerfence"] = Json.Numbers(trace.Boxes.Select(b => b.Low));
        result["upperfence"] = Json.Numbers(trace.Boxes.Select(b => b.High));
        if (trace.Boxes.All(b => b.Mean is not null))
            (result["mean"], result["boxmean"]) = (Json.Numbers(trace.Boxes.Select(b => b.Mean!.Value)), true);
        if (trace.Boxes.Any(b => b.Outliers.Count > 0))
            result["y"] = new JsonArray([.. trace.Boxes.Select(b => (JsonNode)Json.Numbers(b.Outliers.DefaultIfEmpty(double.NaN)))]); // an empty row hides all boxes
        result["boxpoints"] = trace.Boxes.Any(b => b.Outliers.Count > 0) ? "outliers" : false;
        result["width"] = BoxPainter.WidthShare;
        result["line"] = Outline(color, 1.5);
        result["marker"] = new JsonObject { ["color"] = color, ["size"] = 5, ["symbol"] = "circle-open" };
        return result;
    }

    private static JsonObject Heat(HeatTrace trace)
    {
        var range = ChartLayout.ColorRange(trace);
        var result = Named("heatmap", "");
        result["z"] = new JsonArray([.. Enumerable.Range(0, trace.Rows).Select(row =>
            (JsonNode)Json.Numbers(Enumerable.Range(0, trace.Columns).Select(column => trace.Values[row, column])))]);
        (result["zmin"], result["zmax"]) = (range.Low, range.High);
        result["colorscale"] = new JsonArray([.. Palette.ScaleStops.Select(stop => (JsonNode)new JsonArray(stop.At, stop.Color))]);
        result["colorbar"] = new JsonObject { ["title"] = new JsonObject { ["text"] = Json.Text(trace.Color.Label), ["side"] = "right" }, ["thickness"] = ChartLayout.ColorBar, ["len"] = 1, ["outlinewidth"] = 0.7 };
        result["hovertemplate"] = "%{z}<extra></extra>";
        if (trace.ShowsNumbers)
        {
            result["text"] = new JsonArray([.. Enumerable.Range(0, trace.Rows).Select(row =>
                (JsonNode)Json.Texts(Enumerable.Range(0, trace.Columns).Select(column => double.IsFinite(trace.Values[row, column]) ? Ticks.Short(trace.Values[row, column], digits: 3) : "")))]);
            result["texttemplate"] = "%{text}";
        }
        return result;
    }

    private static JsonObject Cloud(CloudTrace trace)
    {
        var heaviest = trace.Weights.Count > 0 ? trace.Weights.Max() : 1;
        var result = Named("scatter3d", "");
        result["mode"] = "markers";
        result["x"] = Json.Numbers(trace.Colors.Select(c => (double)c.Red));
        result["y"] = Json.Numbers(trace.Colors.Select(c => (double)c.Green));
        result["z"] = Json.Numbers(trace.Colors.Select(c => (double)c.Blue));
        result["marker"] = new JsonObject
        {
            ["color"] = new JsonArray([.. trace.Colors.Select(c => (JsonNode?)Palette.Hex(c))]),
            ["size"] = Json.Numbers(trace.Weights.Select(w => Math.Round(1.6 * CloudPainter.Radius(w / heaviest, trace.Colors.Count), 2))),
            ["line"] = Outline("#555", 0.4),
        };
        result["hovertemplate"] = "red %{x}, green %{y}, blue %{z}<extra></extra>";
        return result;
    }

    private static JsonObject Named(string type, string name) => new() { ["type"] = type, ["name"] = Json.Text(name), ["showlegend"] = name.Length > 0 };

    private static JsonObject Outline(string color, double width) => new() { ["color"] = color, ["width"] = width };
}
