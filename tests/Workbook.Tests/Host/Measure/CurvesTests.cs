using System.CommandLine;
using Workbook.Codecs;
using Workbook.Host.Verbs.Measure;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Sets;
using Workbook.Learning.Training;
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
    public void Published_points_stand_beside_the_curves_in_grey_and_only_in_PSNR()
    {
        var record = new RunRecord
        {
            Name = "curves-kodak",
            Tables = new Dictionary<string, ResultTable>
            {
                [RateChart.Measured] = new ResultTable(RateChart.Curve, RateChart.Codec, RateChart.BitsPerPixel, RateChart.Psnr, RateChart.MsSsim).Add("ours", "ours 1", 0.2, 30, 12),
                [RateChart.Published] = new ResultTable(RateChart.Curve, RateChart.BitsPerPixel, RateChart.Psnr).Add("theirs", 0.1, 28),
            },
        };
        var chart = RateChart.Of(record).ToSvg();
        Assert.Contains(">theirs<", chart);
        Assert.Contains("#8f8f8f", chart);
        Assert.Contains("not measured here", chart);
        Assert.DoesNotContain(">theirs<", RateChart.Of(record, RateChart.MsSsim).ToSvg());
        Assert.Contains("has no table 'curves'", Assert.Throws<ArgumentException>(() => RateChart.Of(new RunRecord { Name = "size" })).Message);
    }

    [Fact]
    public void No_sequence_is_both_trained_on_and_measured_whatever_the_seed()
    {
        var cases = Enumerable.Range(0, 60).Select(i => new SegmentationCase<RgbImage, LabelImage>($"{i:00}", $"sequence {i / 6}",
            _ => (new RgbImage(4, 4, [.. Enumerable.Repeat((byte)(i / 6), 48)]), new LabelImage(4, 4, new byte[16]))));
        var set = new SegmentationSet<RgbImage, LabelImage>("polyps", ["background", "polyp"], [.. cases]);
        HashSet<byte> Sequences(IEnumerable<RgbImage> images) => [.. images.Select(image => image.Pixels[0])];
        var (first, second) = (Parts(1), Parts(2));
        Assert.Equal(3, Sequences(first.HeldOut).Count);
        Assert.Empty(Sequences(first.HeldOut).Intersect(Sequences(second.Train)));

        TrainingImages Parts(ulong seed) => TrainingImages.Part(set, new CodecRecipe { HeldOut = 60, Training = new TrainingOptions { Seed = seed } }, default);
    }

    [Fact]
    public void A_set_without_a_part_to_train_on_is_told_before_anything_is_measured()
    {
        var failure = Assert.Throws<ArgumentException>(() => CurvesVerb.Make().Parse(["scenes", "--train", "mbt2018-mean-0.0067-small"])
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        Assert.Contains("choose one of photos, polyps, skin", failure.Message);
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
