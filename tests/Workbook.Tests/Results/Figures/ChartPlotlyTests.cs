using System.Text.Json;
using Workbook.Results.Figures;
using Workbook.Results.Figures.Plotly;

namespace Workbook.Tests.Results.Figures;

public class ChartPlotlyTests
{
    [Fact]
    public void A_line_chart_becomes_a_scatter_trace_with_its_data_axes_and_level()
    {
        var chart = Chart.Line(Series.Of("a", [0.1, 10], [1, 2], yError: [0.5, 0.5])).X("size", "bytes", log: true).Y("score").Level(1.5, "source");
        var root = JsonDocument.Parse(chart.ToPlotlyJson()).RootElement;
        var trace = Assert.Single(root.GetProperty("data").EnumerateArray());

        Assert.Equal("scatter", trace.GetProperty("type").GetString());
        Assert.Equal("lines+markers", trace.GetProperty("mode").GetString());
        Assert.Equal([0.1, 10], trace.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(0.5, trace.GetProperty("error_y").GetProperty("array")[1].GetDouble());
        var axis = root.GetProperty("layout").GetProperty("xaxis");
        Assert.Equal(("log", "size (bytes)"), (axis.GetProperty("type").GetString(), axis.GetProperty("title").GetProperty("text").GetString()));
        Assert.Equal(-1.1, axis.GetProperty("range")[0].GetDouble(), 9);
        Assert.Equal(1.5, root.GetProperty("layout").GetProperty("shapes")[0].GetProperty("y0").GetDouble());
    }

    [Fact]
    public void Every_kind_of_chart_parses_back_and_holds_no_markup()
    {
        foreach (var chart in ChartSamples.All)
        {
            var json = chart.Title("</script><b>").ToPlotlyJson();
            Assert.DoesNotContain('<', json);
            var layout = JsonDocument.Parse(json).RootElement.GetProperty("layout");
            Assert.Equal("<b>&lt;/script&gt;&lt;b&gt;</b>", layout.GetProperty("title").GetProperty("text").GetString());
        }
    }

    [Fact]
    public void A_gap_is_null_because_JSON_has_no_NaN()
    {
        var y = JsonDocument.Parse(Chart.Line([1, double.NaN]).ToPlotlyJson()).RootElement.GetProperty("data")[0].GetProperty("y");
        Assert.Equal(JsonValueKind.Null, y[1].ValueKind);
    }

    [Fact]
    public void A_box_without_outliers_has_a_gap_for_a_row_because_plotly_draws_no_box_at_all_after_an_empty_one()
    {
        var trace = JsonDocument.Parse(Chart.Box(("a", [4, 5]), ("b", [1, 2, 2, 3, 3, 90])).ToPlotlyJson()).RootElement.GetProperty("data")[0];
        Assert.Equal("[[null],[90]]", trace.GetProperty("y").GetRawText());
    }

    [Fact]
    public void Plotly_comes_out_of_the_package_without_loading_it()
    {
        Assert.StartsWith("/**\n* plotly.js v2.28.0", PlotlyScript.Source);
        Assert.DoesNotContain("</script", PlotlyScript.Source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name is "Plotly.NET" or "FSharp.Core");
    }
}
