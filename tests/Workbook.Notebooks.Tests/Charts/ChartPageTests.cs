namespace Workbook.Notebooks.Tests.Charts;

/// <summary>Charts as a reader's browser shows them.</summary>
public sealed class ChartPageTests(ChartPages pages) : IClassFixture<ChartPages>
{
    private const int Charts = 8;

    [Fact]
    public async Task Every_kind_of_chart_comes_alive_on_nbconverts_page_without_a_request_or_an_error()
    {
        var page = await pages.Live;
        Assert.Empty(page.Wrong);
        Assert.All(page.Figures[..Charts], chart => Assert.Equal((false, true), (chart.Picture, chart.Marks > 0)));
        Assert.Equal((true, 0), (page.Figures[Charts].Picture, page.Figures[Charts].Marks));
    }

    [Fact]
    public async Task A_chart_shown_in_the_place_of_another_takes_its_drawing_over_at_once_and_leaves_nothing_behind()
    {
        var page = await pages.Live;
        Assert.Equal([true, true], page.Kept);
        Assert.Equal(Charts + 2, page.Figures.Length);
        Assert.Equal((false, 1), (page.Figures[^1].Picture, page.Figures[^1].Marks));
        Assert.Contains("200 points", page.Figures[^1].Text);
        Assert.Equal(0, page.Resizing);
    }

    [Fact]
    public async Task Where_no_script_runs_every_chart_is_a_picture()
    {
        var page = await pages.Still;
        Assert.Contains("script-src-elem forbids inline", page.Wrong);
        Assert.Equal(Charts + 1, page.Figures.Length);
        Assert.All(page.Figures, figure => Assert.Equal((true, 0), (figure.Picture, figure.Marks)));
    }

    [Fact]
    public async Task Every_kind_of_chart_comes_alive_in_the_report_without_a_request_or_an_error()
    {
        var page = await pages.Report;
        Assert.Empty(page.Wrong);
        Assert.Equal(Charts + 1, page.Figures.Length);
        Assert.All(page.Figures[..Charts], chart => Assert.Equal((false, true), (chart.Picture, chart.Marks > 0)));
    }
}
