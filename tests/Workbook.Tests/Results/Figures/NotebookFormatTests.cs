using Microsoft.DotNet.Interactive.Formatting;
using Workbook.Codecs;
using Workbook.Results.Figures;

namespace Workbook.Tests.Results.Figures;

/// <summary>Figures and tables show themselves by the convention of Microsoft.DotNet.Interactive.Formatting.</summary>
public class NotebookFormatTests
{
    [Fact]
    public void A_chart_shows_as_HTML_SVG_and_text()
    {
        var chart = Chart.Line([1, 2, 3]).Title("t");
        Assert.Equal(chart.ToHtml(), chart.ToDisplayString("text/html"));
        Assert.Equal(chart.ToSvg(), chart.ToDisplayString("image/svg+xml"));
        Assert.Equal("line chart \"t\"; 3 points", chart.ToDisplayString("text/plain"));
    }

    [Fact]
    public void An_image_grid_also_shows_as_PNG()
    {
        var grid = ImageGrid.Of(new RgbImage(2, 2));
        Assert.Equal(Convert.ToBase64String(grid.ToPng()), grid.ToDisplayString("image/png"));
        Assert.StartsWith("<figure", grid.ToDisplayString("text/html"));
    }

    [Fact]
    public void Tables_of_every_making_show_as_HTML_and_aligned_text()
    {
        foreach (var table in new[] { Table.Of([1, 2]).Column("x", v => v), Table.Heads("a").Row(1), Table.Heads("a").Row(1).Title("t") })
        {
            Assert.Equal(table.ToHtml(), ((object)table).ToDisplayString("text/html"));
            Assert.Equal(table.ToText(), ((object)table).ToDisplayString("text/plain"));
        }
    }
}
