using System.Xml.Linq;
using Workbook.Codecs;
using Workbook.Results.Figures;
using Workbook.Results.Figures.Svg;

namespace Workbook.Tests.Results.Figures;

public class ChartSvgTests
{
    private const string Attack = "</script><script>alert('\"&1')</script>";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Points_lie_where_the_ticks_say()
    {
        var chart = Chart.Scatter([0, 10], [0, 5]).X("a", from: 0, to: 10).Y("b", from: 0, to: 5);
        var layout = new ChartLayout(chart.Description, captioned: false);
        var circles = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "circle").ToArray();

        Assert.Equal([Markup.Number(layout.Left), Markup.Number(layout.Right)], circles.Select(c => c.Attribute("cx")!.Value));
        Assert.Equal([Markup.Number(layout.Bottom), Markup.Number(layout.Top)], circles.Select(c => c.Attribute("cy")!.Value));
        Assert.Equal((layout.Left + layout.Right) / 2, layout.X.At(5), 9);
    }

    [Fact]
    public void A_logarithmic_axis_puts_the_geometric_mean_in_the_middle()
    {
        var scale = new Scale(0.01, 100, 50, 650, Log: true);
        Assert.Equal(350, scale.At(1), 9);
        Assert.Equal(200, scale.At(0.1), 9);
        Assert.False(scale.Shows(0));
    }

    [Fact]
    public void A_line_breaks_at_NaN()
    {
        var path = XDocument.Parse(Chart.Line([1, double.NaN, 2, 3.0]).ToSvg()).Descendants(Svg + "path").First(p => p.Attribute("fill")!.Value == "none");
        Assert.Equal(2, path.Attribute("d")!.Value.Count(c => c == 'M'));
    }

    [Fact]
    public void A_bar_reaches_from_zero_to_its_value()
    {
        var chart = Chart.Bar(("a", 3), ("b", 6)).Y("n", to: 6);
        var layout = new ChartLayout(chart.Description, captioned: false);
        var bar = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "rect").First(r => r.Attribute("fill")!.Value == Palette.Color(0));
        Assert.Equal((layout.Bottom - layout.Top) / 2, double.Parse(bar.Attribute("height")!.Value), 0.01);
    }

    [Fact]
    public void A_title_and_names_that_look_like_markup_stay_text()
    {
        var chart = Chart.Line(new Series(Attack, [1, 2], [3, 4]) { Labels = [Attack, Attack] }).Title(Attack).X(Attack, Attack).Y(Attack).Caption(Attack).Level(3, Attack);
        var svg = XDocument.Parse(chart.ToSvg());
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "script");
        Assert.Contains(svg.Descendants(Svg + "text"), t => t.Value == Attack);
        Assert.DoesNotContain("alert('", chart.ToHtml());
        Assert.Equal(1, Count(chart.ToHtml(), "<script"));
        Assert.Equal(1, Count(chart.ToHtml(), "</script"));
    }

    [Fact]
    public void The_HTML_holds_the_SVG_as_an_image_because_viewers_without_trust_leave_images()
    {
        var chart = Chart.Line([1, 2]).Title("100 % \"µ\" & <b> #1");
        var html = chart.ToHtml();
        var start = html.IndexOf("data:image/svg+xml,", StringComparison.Ordinal) + "data:image/svg+xml,".Length;
        Assert.Equal(chart.ToSvg(), Uri.UnescapeDataString(html[start..html.IndexOf('"', start)]));
        Assert.DoesNotContain("<svg", html);
        Assert.Contains("width=\"640\" height=\"400\"", html);
    }

    [Fact]
    public void Every_kind_of_chart_is_well_formed_and_loads_nothing()
    {
        foreach (var chart in ChartSamples.All)
        {
            var svg = XDocument.Parse(chart.ToSvg());
            Assert.DoesNotContain(svg.Descendants().Attributes(), a => a.Name.LocalName == "href" && !a.Value.StartsWith("data:", StringComparison.Ordinal));
            Assert.DoesNotContain(svg.Descendants().Attributes(), a => a.Value.Contains("NaN") || a.Value.Contains('∞'));
            Assert.DoesNotContain('\n', chart.ToText());
        }
    }

    [Fact]
    public void The_same_chart_gives_the_same_HTML_and_another_chart_another_name()
    {
        var (one, same, other) = (Chart.Line([1, 2, 3]), Chart.Line([1, 2, 3]), Chart.Line([1, 2, 4]));
        Assert.Equal(one.ToHtml(), same.ToHtml());
        Assert.NotEqual(NameIn(one.ToHtml()), NameIn(other.ToHtml()));
    }

    [Fact]
    public void A_legend_stays_above_the_plot_however_many_entries_it_has()
    {
        var chart = Chart.Line(Enumerable.Range(0, 12).Select(i => (Series)($"a rather long name {i}", new[] { 1.0, 2, i })));
        var layout = new ChartLayout(chart.Description, captioned: false);
        Assert.True(layout.LegendRows.Count >= 3);
        Assert.True(layout.LegendTop + layout.LegendRows.Count * ChartLayout.LegendRow <= layout.Top);
        Assert.All(layout.LegendRows.SelectMany(r => r), e => Assert.True(layout.Left + e.Offset < layout.Right));
    }

    [Fact]
    public void Series_of_unequal_length_are_refused_with_both_numbers()
    {
        var error = Assert.Throws<ArgumentException>(() => Series.Of("a", [1, 2, 3], [1, 2]));
        Assert.Contains("3 x values but 2 y values", error.Message);
    }

    [Fact]
    public void A_box_has_the_quartiles_of_its_samples()
    {
        var box = Box.Of("a", [1, 2, 3, 4, 100]);
        Assert.Equal((2, 3, 4, 1, 4), (box.LowerQuartile, box.Median, box.UpperQuartile, box.Low, box.High));
        Assert.Equal([100], box.Outliers);
    }

    [Fact]
    public void A_histogram_counts_every_value_once()
    {
        var trace = Assert.IsType<HistogramTrace>(Assert.Single(Chart.Histogram([0, 1, 1, 2, 3, 4], bins: 4).Description.Traces));
        Assert.Equal([1, 2, 1, 2], trace.Counts);
        Assert.Equal([0, 1, 2, 3, 4], trace.Edges);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string NameIn(string html) => html.Split("data-workbook-figure=\"")[1][..12];
}
