using System.Text.Json.Nodes;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Figures.Plotly;

/// <summary>Writes a chart as plotly.js data, layout and config, with the margins and ranges of the SVG.</summary>
internal static class PlotlyWriter
{
    public static JsonObject Write(ChartDescription chart)
    {
        var layout = new ChartLayout(chart, captioned: false);
        return new JsonObject
        {
            ["data"] = new JsonArray([.. Enumerable.Range(0, chart.Traces.Count).Select(i => (JsonNode)PlotlyTraces.Write(chart, i))]),
            ["layout"] = Layout(chart, layout),
            ["config"] = new JsonObject
            {
                ["responsive"] = true,
                ["displaylogo"] = false,
                ["modeBarButtonsToRemove"] = new JsonArray("lasso2d", "select2d"),
                ["toImageButtonOptions"] = new JsonObject { ["format"] = "svg" },
            },
        };
    }

    private static JsonObject Layout(ChartDescription chart, ChartLayout layout)
    {
        var result = new JsonObject
        {
            ["height"] = chart.Height,
            ["paper_bgcolor"] = "#fff",
            ["plot_bgcolor"] = chart.Heat is null ? "#fff" : Palette.Missing,
            ["font"] = new JsonObject { ["family"] = "Arial, Helvetica, Liberation Sans, sans-serif", ["size"] = ChartLayout.TickSize, ["color"] = Palette.Ink },
            ["margin"] = new JsonObject { ["l"] = Math.Round(layout.Left), ["r"] = Math.Round(chart.Width - layout.Right), ["t"] = Math.Round(layout.Top), ["b"] = Math.Round(chart.Height - layout.Bottom), ["autoexpand"] = false },
            ["barmode"] = chart.BarTraces > 0 ? "group" : "overlay",
            ["bargap"] = Math.Round(1 - BarPainter.GroupShare, 2),
            ["hovermode"] = "closest",
            ["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1, ["xanchor"] = "left", ["yanchor"] = "bottom", ["bgcolor"] = "rgba(0,0,0,0)" },
        };
        if (layout.LegendColumn is { } column)
            result["legend"]!["entrywidth"] = Math.Round(column - ChartLayout.LegendSwatch - ChartLayout.LegendGap);
        if (chart.Title.Length > 0)
            result["title"] = Title(chart, layout);
        if (chart.Cloud is not null)
            (result["scene"], result["margin"]) = (Scene(), new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = Math.Round(layout.LegendTop), ["b"] = 0 });
        else
            AddAxes(result, chart, layout);
        return result;
    }

    private static JsonObject Title(ChartDescription chart, ChartLayout layout) => new()
    {
        ["text"] = "<b>" + Json.Text(chart.Title) + "</b>",
        ["font"] = new JsonObject { ["size"] = ChartLayout.TitleSize },
        ["x"] = Math.Round((chart.Cloud is null ? layout.Left : 12) / chart.Width, 4),
        ["xanchor"] = "left",
        ["y"] = Math.Round(1 - 12.0 / chart.Height, 4),
        ["yanchor"] = "top",
    };

    private static void AddAxes(JsonObject result, ChartDescription chart, ChartLayout layout)
    {
        result["xaxis"] = Axis(chart.X, layout.X, chart.Categories, layout.XTicks, chart.Heat is null && chart.Categories is null);
        result["yaxis"] = Axis(chart.Y, layout.Y, chart.RowCategories, layout.YTicks, grid: chart.Heat is null, downwards: chart.Heat is not null);
        if (layout.Turned)
            result["xaxis"]!["tickangle"] = -35;
        if (chart.Levels.Count == 0)
            return;
        result["shapes"] = new JsonArray([.. chart.Levels.Select(level => (JsonNode)Level(level.Value))]);
        result["annotations"] = new JsonArray([.. chart.Levels.Select(level => (JsonNode)LevelName(level, chart.Y.Log))]);
    }

    private static JsonObject Axis(Axis axis, Scale scale, IReadOnlyList<string>? names, Ticks ticks, bool grid, bool downwards = false)
    {
        var (low, high) = axis.Log ? (Math.Log10(scale.Low), Math.Log10(scale.High)) : (scale.Low, scale.High);
        var result = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Json.Text(axis.Label), ["font"] = new JsonObject { ["size"] = ChartLayout.LabelSize }, ["standoff"] = 8 },
            ["type"] = axis.Log ? "log" : "linear",
            ["range"] = downwards ? new JsonArray(high, low) : new JsonArray(low, high),
            ["showgrid"] = grid,
            ["gridcolor"] = Palette.Grid,
            ["linecolor"] = Palette.Ink,
            ["showline"] = true,
            ["ticks"] = "outside",
            ["zeroline"] = false,
        };
        if (names is not null || axis.Log)
        {
            result["tickvals"] = Json.Numbers(ticks.Major);
            result["ticktext"] = Json.Texts(ticks.Labels);
        }
        return result;
    }

    private static JsonObject Level(double value) => new()
    {
        ["type"] = "line",
        ["xref"] = "paper",
        ["x0"] = 0,
        ["x1"] = 1,
        ["y0"] = value,
        ["y1"] = value,
        ["line"] = new JsonObject { ["color"] = Palette.Faint, ["width"] = 1.3, ["dash"] = "6px,4px" },
    };

    private static JsonObject LevelName((double Value, string Label) level, bool log) => new()
    {
        ["text"] = Json.Text(level.Label),
        ["xref"] = "paper",
        ["x"] = 1,
        ["xanchor"] = "left",
        ["xshift"] = 4,
        ["y"] = log ? Math.Log10(level.Value) : level.Value,
        ["yanchor"] = "middle",
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["color"] = Palette.Faint },
    };

    private static JsonObject Scene()
    {
        JsonObject Side(string name) => new() { ["title"] = new JsonObject { ["text"] = name }, ["range"] = new JsonArray(0, 255) };
        return new JsonObject
        {
            ["xaxis"] = Side("red"),
            ["yaxis"] = Side("green"),
            ["zaxis"] = Side("blue"),
            ["aspectmode"] = "cube",
            ["camera"] = new JsonObject { ["eye"] = new JsonObject { ["x"] = 1.25, ["y"] = -1.6, ["z"] = 0.9 } },
        };
    }
}
