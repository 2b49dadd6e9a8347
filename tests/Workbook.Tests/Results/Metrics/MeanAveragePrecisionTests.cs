using System.Text.Json;
using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class MeanAveragePrecisionTests
{
    private static readonly ObjectBox Here = new(0, 0, 0, 10, 10), There = new(0, 50, 50, 60, 60), Nowhere = new(0, 90, 90, 99, 99);

    public static TheoryData<string> Cases => [.. Golden().Select(one => one.Name)];

    // Made by tests/Coco/golden_map.py with pycocotools.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_pycocotools(string name)
    {
        var golden = Golden().Single(one => one.Name == name);
        var sum = new MeanAveragePrecision(golden.Classes);
        foreach (var image in golden.Images)
            sum.Add([.. image.Truths.Select(Box)], [.. image.Found.Select(one => new ScoredBox(Box(one), one[5]))]);
        var score = sum.Score();
        Same(golden.Stats, [score.Ap, score.Ap50, score.Ap75, score.ApSmall, score.ApMedium, score.ApLarge,
            score.Ar1, score.Ar10, score.Ar100, score.ArSmall, score.ArMedium, score.ArLarge]);
        Same(golden.ClassAP, score.Classes.Select(one => one.Ap));
        foreach (var (curve, one) in golden.Curve50.Zip(score.Classes))
            Same(curve, one.Precision[0]);

        static ObjectBox Box(double[] row) => new((int)row[0], row[1], row[2], row[3], row[4]);
        static void Same(double[] expected, IEnumerable<double> values) =>
            Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First < 0 ? double.NaN : pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void A_box_counts_up_to_the_threshold_that_its_overlap_reaches()
    {
        var score = new MeanAveragePrecision(1).Add([Here], [new(Here with { Bottom = 6.2 }, 0.3)]).Score(); // 0.50, 0.55 and 0.60
        Assert.Equal((0.3, 1, 0), (score.Ap, score.Ap50, score.Ap75));
        Assert.Equal((0.3, 0.3, double.NaN), (score.ApSmall, score.Ar1, score.ApLarge));
    }

    [Fact]
    public void A_wrong_box_between_two_right_ones_halves_what_it_stands_before()
    {
        var score = new MeanAveragePrecision(1).Add([Here, There], [new(There, 0.7), new(Nowhere, 0.8), new(Here, 0.9)]).Score();
        Assert.Equal((51 * 1 + 50 * 2 / 3.0) / 101, score.Ap, 1e-12); // recall 0 to 0.5, then 0.51 to 1
        Assert.Equal((0.5, 1), (score.Ar1, score.Ar10));
    }

    [Fact]
    public void A_true_box_is_found_once_and_by_the_surest()
    {
        var score = new MeanAveragePrecision(1).Add([Here], [new(Here, 0.5), new(Here with { Right = 9 }, 0.8)]).Score(); // IoU 1 and 0.9
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5], score.Classes[0].Precision.Select(curve => curve[0]));
    }

    [Fact]
    public void Of_equal_scores_the_earlier_image_stands_first()
    {
        (ObjectBox[], ScoredBox[]) right = ([Here], [new(Here, 0.5)]), wrong = ([], [new(Here, 0.5)]);
        Assert.Equal(1, new MeanAveragePrecision(1).Add(right.Item1, right.Item2).Add(wrong.Item1, wrong.Item2).Score().Ap);
        Assert.Equal(0.5, new MeanAveragePrecision(1).Add(wrong.Item1, wrong.Item2).Add(right.Item1, right.Item2).Score().Ap);
    }

    [Fact]
    public void A_class_without_truth_has_no_score_and_leaves_the_mean_alone()
    {
        var score = new MeanAveragePrecision(3).Add([Here, There with { Class = 2 }], [new(Here, 0.5), new(Here with { Class = 1 }, 0.9)]).Score();
        Assert.Equal([1, double.NaN, 0], score.Classes.Select(one => one.Ap));
        Assert.Equal([1, 0, 1], score.Classes.Select(one => one.Truths));
        Assert.Equal((0.5, 0.5), (score.Ap, score.Ar100));
        Assert.Equal(double.NaN, new MeanAveragePrecision(2).Add([], [new(Here, 1)]).Score().Ap);
    }

    [Fact]
    public void Boxes_that_are_none_are_named_and_nothing_is_added()
    {
        var sum = new MeanAveragePrecision(2);
        Assert.Contains("true box 1 is of class 2, allowed 0 to 1", Assert.Throws<ArgumentException>(() => sum.Add([Here, Here with { Class = 2 }], [])).Message);
        Assert.Contains("right not before left", Assert.Throws<ArgumentException>(() => sum.Add([Here with { Right = -1 }], [])).Message);
        Assert.Contains("found box 0 has the score NaN", Assert.Throws<ArgumentException>(() => sum.Add([], [new(Here, double.NaN)])).Message);
        Assert.Equal(0, sum.Images);
    }

    [Fact]
    public void The_chart_draws_the_classes_that_have_truth()
    {
        var score = new MeanAveragePrecision(2).Add([Here], [new(Here, 0.5)]).Score();
        var svg = PrecisionRecallChart.Of(score, ["left lung", "mass"], 0.75).ToSvg();
        Assert.Contains("from IoU 0.75 on", svg);
        Assert.DoesNotContain("mass", svg);
        Assert.Contains("0.50, 0.55 to 0.95", Assert.Throws<ArgumentException>(() => PrecisionRecallChart.Of(score, ["left lung", "mass"], 0.52)).Message);
    }

    private sealed record GoldenImage(double[][] Truths, double[][] Found);

    private sealed record GoldenCase(string Name, int Classes, GoldenImage[] Images, double[] Stats, double[] ClassAP, double[][] Curve50);

    private static GoldenCase[] Golden() =>
        JsonSerializer.Deserialize<GoldenCase[]>(File.ReadAllText(Path.Combine(Repository.Root, "data", "golden", "coco-map.json")), JsonSerializerOptions.Web)!;
}
