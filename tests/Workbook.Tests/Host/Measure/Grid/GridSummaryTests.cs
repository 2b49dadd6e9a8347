using Workbook.Host.Verbs.Measure.Grid;
using Workbook.Results.Metrics;
using Workbook.Results.Records;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Measure.Grid;

public sealed class GridSummaryTests
{
    private static readonly (double Rate, double Score)[] Rising = [(0.1, 0.5), (0.2, 0.6), (0.4, 0.7), (0.8, 0.8)];

    private static RunRecord Grid => new()
    {
        Name = "grid-polyps",
        Parameters = new Dictionary<string, string> { [ScoreChart.MainScore] = "mIoU" },
        Tables = new Dictionary<string, ResultTable> { [ScoreChart.Summary] = Summary() },
    };

    [Fact]
    public void Two_methods_are_compared_for_each_reader_by_how_their_names_begin()
    {
        Assert.Equal("""
            task    reader     score  anchor     tested  BD-rate
            ------  ---------  -----  ---------  ------  -------
            polyps  originals  mIoU   JPEG 2000  D4      -75.0 %
            polyps  decoded    mIoU   JPEG 2000  D4      -75.0 %
            Below 0 the tested method takes fewer bits for the same score.
            """, GridComparison.Of([Grid], "jpeg", "d4").ToText());
        Assert.Contains("no recorded grid has both 'jpeg' and 'h264'; there are source, jpeg-2000, half", Assert.Throws<ArgumentException>(() => GridComparison.Of([Grid], "jpeg", "h264")).Message);
    }

    [Fact]
    public void A_grid_is_exported_as_CSV_LaTeX_and_charts_with_mean_and_spread()
    {
        using var folder = new TemporaryFolder();
        var files = GridExport.Write(Grid, folder.Path).Select(Path.GetFileName);
        Assert.Equal(["grid-polyps-summary.csv", "grid-polyps-summary.tex", "grid-polyps-chart-originals.csv", "grid-polyps-chart-originals.tex", "grid-polyps-chart-originals.svg",
            "grid-polyps-chart-decoded.csv", "grid-polyps-chart-decoded.tex", "grid-polyps-chart-decoded.svg"], files);
        Assert.Contains(@"half & 0 & decoded & 3 & 0.500 $\pm$ 0.010 & 0.05 \\", File.ReadAllText(folder["grid-polyps-summary.tex"]));
        Assert.Contains("half,0,decoded,3,0.5,0.01,0.05\r\n", File.ReadAllText(folder["grid-polyps-summary.csv"]));
        Assert.StartsWith("series,size (bit/pixel),mIoU,± mIoU\r\nJPEG 2000,0.1,0.5,0.01\r\n", File.ReadAllText(folder["grid-polyps-chart-decoded.csv"]));
    }

    [Fact]
    public void A_chart_has_a_line_for_each_method_that_a_reader_sees_and_a_level_for_the_source()
    {
        var chart = ScoreChart.Of(Grid, ScoreChart.Originals).ToSvg();
        Assert.All((string[])[">JPEG 2000<", ">D4<", ">source<"], name => Assert.Contains(name, chart));
        Assert.DoesNotContain(">half<", chart);
        Assert.DoesNotContain(">D4<", ScoreChart.Of(Grid, ScoreChart.Decoded, null, "half", "JPEG 2000").ToSvg());
        Assert.Contains("has no table 'summary'", Assert.Throws<ArgumentException>(() => ScoreChart.Of(new RunRecord { Name = "size" })).Message);
    }

    private static ResultTable Summary()
    {
        var table = new ResultTable(ScoreChart.Method, ScoreChart.Setting, ScoreChart.Reader, ScoreChart.Seeds, "mIoU", "± mIoU", ScoreChart.BitsPerPixel)
            .Add(ScoreChart.Source, "", ScoreChart.Originals, 3, 0.9, 0.01, 24);
        void Add(string method, string reader, double rate, double more = 0)
        {
            foreach (var (i, (bpp, score)) in Rising.Index())
                table.Add(method, $"{i}", reader, 3, score + more, 0.01, rate * bpp);
        }
        Add("JPEG 2000", ScoreChart.Originals, 1);
        Add("JPEG 2000", ScoreChart.Decoded, 1);
        Add("half", ScoreChart.Decoded, 0.5);
        Add("D4", ScoreChart.Own, 0.25);
        Add("better", ScoreChart.Decoded, 1, more: 0.31);
        return table.Add("poor", "1", ScoreChart.Decoded, 3, 0.4, 0.01, 0.3);
    }
}
