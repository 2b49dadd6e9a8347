using Workbook.Results.Accuracy;
using Workbook.Results.Records;

namespace Workbook.Tests.Results.Accuracy;

public class AccuracyChartTests
{
    [Theory]
    [InlineData("MAGIC paper d=12", "MAGIC paper")]
    [InlineData("MAGIC vertex q=32.5, Gaussian 2", "MAGIC vertex, Gaussian 2")]
    [InlineData("MAGIC compact grid only, step 20", "MAGIC compact grid only")]
    [InlineData("MAGIC compact 70 bytes", "MAGIC compact")]
    [InlineData("JPEG 2000 222:1", "JPEG 2000")]
    [InlineData("1/8, WebP q=1 method=6", "shrunk, WebP")]
    [InlineData("my own", "my own")]
    public void Codecs_that_differ_by_their_setting_are_one_family(string codec, string family) => Assert.Equal(family, CodecFamily.Of(codec));

    [Fact]
    public void A_recorded_table_becomes_one_line_a_family_and_a_level_for_the_source()
    {
        var table = AccuracyTable.Of([Result("source", 8, 1), Result("WebP q=9", 0.4, 0.9), Result("WebP q=1", 0.1, 0.8), Result("mine", 0.2, 0.7)]);
        var chart = AccuracyChart.Of(table);
        Assert.Equal(["WebP", "mine"], chart.Description.Traces.Select(trace => trace.Name));
        Assert.Equal((100, "source"), Assert.Single(chart.Description.Levels));
        string json = chart.ToPlotlyJson();
        Assert.Contains("\"x\":[0.1,0.4]", json);
        Assert.Contains("\"y\":[80,90]", json);
    }

    [Fact]
    public void Differences_leave_the_rival_out_and_count_in_percentage_points()
    {
        var images = Enumerable.Range(0, 8).Select(i => new AccuracyImage(i % 2 == 0 ? "a" : "b", $"{i}", () => new(1, 1))).ToArray();
        var harness = new AccuracyHarness(images, new HandmadeFeatures());
        AccuracyResult rival = Result("rival", 0.1, 0.5), other = Result("other", 0.2, 0.75);
        var table = AccuracyTable.Differences(harness, [other, rival], rival);
        Assert.Equal(["other"], table.Column("codec").Select(cell => cell.ToString()));
        Assert.Equal([25], table.Numbers("difference (%)"));
        Assert.Equal([0], table.Numbers("corrected standard error (%)"));
        Assert.Equal("codec,bytes,difference (%),standard error (%),corrected standard error (%)", AccuracyTable.Show(table).ToCsv().Split('\n')[0].Trim());
    }

    [Fact]
    public void Without_a_network_the_best_features_are_those_made_by_hand() =>
        Assert.IsType<HandmadeFeatures>(Features.Best("/nowhere"));

    [Fact]
    public void Recorded_runs_are_found_by_the_start_of_their_name()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (string name in (string[])["accuracy-b", "accuracy-a", "speed"])
                ResultFile.Save(Path.Combine(folder.FullName, name + ".json"), new RunRecord { Name = name });
            Assert.Equal(["accuracy-a", "accuracy-b"], RecordedRuns.Find("accuracy-", folder.FullName).Select(run => run.Name));
            Assert.Empty(RecordedRuns.Find("accuracy-", Path.Combine(folder.FullName, "nowhere")));
            Assert.EndsWith(Path.Combine("data", "results"), RecordedRuns.Folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AccuracyResult Result(string codec, double bpp, double accuracy) =>
        new(codec, ["a", "b"], [100], [bpp], [30], [accuracy, accuracy], [[1, 0], [0, 1]]);
}
