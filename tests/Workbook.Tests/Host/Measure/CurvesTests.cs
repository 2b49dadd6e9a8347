using Workbook.Host.Verbs.Measure;
using Workbook.Host.Verbs.Train;
using Workbook.Results.Figures;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Tests.Host.Measure;

public sealed class CurvesTests
{
    [Fact]
    public void A_chart_has_a_line_for_each_curve_and_leaves_out_what_was_not_measured()
    {
        var table = new ResultTable(RateChart.Curve, RateChart.BitsPerPixel, RateChart.Psnr, RateChart.MsSsim);
        table.Add("a", 0.2, 30, double.NaN).Add("b", 0.1, 25, 9).Add("a", 0.1, 28, double.NaN);
        Assert.Contains(">a<", RateChart.Of(table).ToSvg());
        var similar = RateChart.Of(table, RateChart.MsSsim).ToSvg();
        Assert.DoesNotContain(">a<", similar);
        Assert.Contains(">b<", similar);
        Assert.DoesNotContain(">b<", RateChart.Of(table, curves: "a").ToSvg());
    }

    [Fact]
    public void Sets_are_found_by_key_or_folder_and_folders_tell_their_set()
    {
        Assert.Equal("scenes", CurvesSet.Find("scenes").Key);
        Assert.Equal(4, CurvesSet.Find("scenes").Read(4, default).Count);
        Assert.Contains("there is no set or folder nowhere", Assert.Throws<ArgumentException>(() => CurvesSet.Find("nowhere")).Message);
        Assert.Equal(("photos", "polyps", "polyps"), (TrainingImages.NameOf("photos"), TrainingImages.NameOf("/data/polyps/images"), TrainingImages.NameOf("polyps/images/")));
    }
}
