using Workbook.Results.Accuracy;
using Workbook.Results.Metrics;
using Workbook.Results.Records;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Results.Metrics;

public class ScoreRecordsTests
{
    [Fact]
    public void Codecs_that_differ_by_their_setting_only_are_one_method_of_the_grid()
    {
        AccuracyResult Result(string codec, double bpp, double accuracy) => new(codec, ["no", "yes"], [8 * bpp], [bpp], [30], [accuracy], [[1, 0], [0, 1]]);
        var grid = ScoreRecords.Of("walls", [Result("source", 24, 1), Result("1/8, WebP q=1", 0.1, 0.7), Result("1/8, WebP q=20", 0.2, 0.9), Result("1/4, WebP q=1", 0.3, 0.99)]);
        Assert.Equal(["source", "1/8, WebP", "1/8, WebP", "1/4, WebP"], Texts(grid, ScoreChart.Method));
        Assert.Equal(["", "q=1", "q=20", "q=1"], Texts(grid, ScoreChart.Setting));
        Assert.Equal("accuracy", grid.Parameters[ScoreChart.MainScore]);
        Assert.Equal(new DataRecord("walls", 1), grid.Data);
        Assert.Equal(0.8, ScoreCurve.Of(grid.Tables[ScoreChart.Summary], "accuracy")[0].ScoreAt(Math.Sqrt(0.02)).Number!.Value, 1e-9);
        Assert.Contains(">1/8, WebP<", ScoreChart.Of(grid).ToSvg());
    }

    [Fact]
    public void Designs_have_readers_of_their_own_and_JPEG_2000_has_two()
    {
        var summary = new ResultTable("method", "setting", "seeds", "Dice", "± Dice", "IoU", "± IoU", "bpp", "± bpp", "bytes");
        foreach (var method in (string[])["uncompressed", "d4", "auto-seg", "JPEG 2000", "JPEG 2000, S trained on restored"])
            summary.Add(method, "1", 3, 0.8, 0.01, 0.7, 0.02, 0.1, 0.01, 100);
        var grid = ScoreRecords.Of(new RunRecord { Name = "joint-lesions", Tables = new Dictionary<string, ResultTable> { ["summary"] = summary } });
        Assert.Equal(["source", "D4", "Auto/Seg", "JPEG 2000", "JPEG 2000"], Texts(grid, ScoreChart.Method));
        Assert.Equal(["originals", "own", "own", "originals", "decoded"], Texts(grid, ScoreChart.Reader));
        Assert.Equal(0.1, grid.Tables[ScoreComparison.AtEqualScore].Cell("bpp for Dice of source - 0.01", ("method", "D4")).Number);
        Assert.Equal((0.7, null, null), (ScoreRecords.Nearest(grid, "D4", 0.02, "IoU"), ScoreRecords.Nearest(grid, "D4", 0.02, "mAP"), ScoreRecords.Nearest(null, "D4", 0.02, "IoU")));
        Assert.Contains("the record size has the tables", Assert.Throws<ArgumentException>(() => ScoreRecords.Of(new RunRecord { Name = "size" })).Message);
    }

    [Fact]
    public void A_grid_goes_before_an_older_measurement_and_a_task_may_have_neither()
    {
        using var folder = new TemporaryFolder();
        Assert.All(ScoreRecords.Tasks, task => Assert.Null(ScoreRecords.Find(task, folder.Path)));
        var accuracy = new ResultTable("codec", "bytes", "bpp", "PSNR (dB)", "accuracy (%)").Add("WebP q=1", 100, 0.1, 30, 90);
        ResultFile.Save(folder["accuracy-fire.json"], new RunRecord { Name = "accuracy-fire", Tables = new Dictionary<string, ResultTable> { ["accuracy"] = accuracy } });
        Assert.Equal(0.9, ScoreRecords.Find("fires", folder.Path)!.Tables[ScoreChart.Summary].Numbers("accuracy")[0]);
        ResultFile.Save(folder["grid-fires.json"], new RunRecord { Name = "grid-fires" });
        Assert.Equal("grid-fires", ScoreRecords.Find("fires", folder.Path)!.Name);
    }

    [Fact]
    public void Every_recorded_task_that_comes_with_the_workbook_can_be_drawn()
        => Assert.All(ScoreRecords.Tasks.Select(task => ScoreRecords.Find(task)).OfType<RunRecord>(), record => Assert.NotEmpty(ScoreChart.Of(record).ToSvg()));

    private static IEnumerable<string> Texts(RunRecord grid, string column) => grid.Tables[ScoreChart.Summary].Column(column).Select(cell => cell.ToString());
}
