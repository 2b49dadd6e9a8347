using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class ConfusionMatrixTests
{
    // truth     0 0 0 1 1 2    predicted 0 1 0 1 2 2
    // class 0: TP 2 FP 0 FN 1; class 1: TP 1 FP 1 FN 1; class 2: TP 1 FP 1 FN 0
    private static ConfusionMatrix ByHand() => new ConfusionMatrix(3).Add([0, 0, 0, 1, 1, 2], [0, 1, 0, 1, 2, 2]);

    [Fact]
    public void Scores_are_those_worked_out_by_hand()
    {
        var matrix = ByHand();
        Assert.Equal([4.0 / 5, 2.0 / 4, 2.0 / 3], Enumerable.Range(0, 3).Select(matrix.Dice));
        Assert.Equal([2.0 / 3, 1.0 / 3, 1.0 / 2], Enumerable.Range(0, 3).Select(matrix.IoU));
        Assert.Equal((0.5 + 2.0 / 3) / 2, matrix.MeanDice(), 1e-15);
        Assert.Equal((0.8 + 0.5 + 2.0 / 3) / 3, matrix.MeanDice(from: 0), 1e-15);
        Assert.Equal((2.0 / 3 + 1.0 / 3 + 0.5) / 3, matrix.MeanIoU(), 1e-15);
        Assert.Equal((1.0 / 3 + 0.5) / 2, matrix.MeanIoU(from: 1), 1e-15);
        Assert.Equal(4.0 / 6, matrix.PixelAccuracy());
        Assert.Equal((6, 1, 1, 0), (matrix.Count, matrix[0, 1], matrix[1, 2], matrix[2, 1]));
    }

    [Fact]
    public void A_class_that_is_nowhere_has_no_score_and_one_that_is_only_predicted_scores_0()
    {
        var matrix = new ConfusionMatrix(4).Add([0, 0, 1], [0, 2, 1]);
        Assert.True(double.IsNaN(matrix.Dice(3)) && double.IsNaN(matrix.IoU(3)));
        Assert.Equal((0.0, 0.0), (matrix.Dice(2), matrix.IoU(2)));
        Assert.Equal((1 + 0) / 2.0, matrix.MeanDice()); // classes 1 and 2
        Assert.Equal((0.5 + 1 + 0) / 3, matrix.MeanIoU(), 1e-15); // classes 0, 1 and 2
        Assert.True(double.IsNaN(new ConfusionMatrix(2).MeanDice()) && double.IsNaN(new ConfusionMatrix(2).PixelAccuracy()));
        Assert.Equal(1, new ConfusionMatrix(2).Add([0, 0], [0, 0]).MeanIoU()); // all background and rightly so
        Assert.True(double.IsNaN(new ConfusionMatrix(2).Add([0, 0], [0, 0]).MeanDice()));
    }

    [Fact]
    public void Ignored_pixels_count_nowhere()
    {
        var matrix = new ConfusionMatrix(2, ignore: 255).Add([0, 1, 255, 255], [0, 1, 1, 7]);
        Assert.Equal((2, 1.0, 1.0), (matrix.Count, matrix.MeanDice(), matrix.PixelAccuracy()));
    }

    [Fact]
    public void Images_may_be_added_one_by_one_or_as_matrices()
    {
        var whole = ByHand().Add(ByHand());
        var parts = new ConfusionMatrix(3).Add(new LabelImage(1, 3, [0, 0, 0]), new LabelImage(1, 3, [0, 1, 0]))
            .Add(new LabelVolume(new(3, 1, 1), [1, 1, 2]), new LabelVolume(new(3, 1, 1), [1, 2, 2])).Add(ByHand());
        Assert.Equal(whole.MeanDice(), ConfusionMatrix.Of(3, [([0, 0, 0], [0, 1, 0]), ([1, 1, 2], [1, 2, 2])]).Add(ByHand()).MeanDice());
        Assert.Equal((whole.MeanDice(), whole.MeanIoU(), 12), (parts.MeanDice(), parts.MeanIoU(), parts.Count));
    }

    [Fact]
    public void Labels_that_are_no_class_and_sizes_that_differ_are_named()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Contains("label 1 is 255", Assert.Throws<ArgumentException>(() => matrix.Add([0, 255], [0, 1])).Message);
        Assert.Equal(0, matrix.Count);
        Assert.Contains("2 x 3", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(new LabelImage(2, 3, new byte[6]), new LabelImage(3, 2, new byte[6]), 2)).Message);
        Assert.Contains("1 x 2 x 3", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(new LabelVolume(new(1, 2, 3)), new LabelVolume(new(1, 3, 2)), 2)).Message);
    }

    [Fact]
    public void Dice_and_IoU_of_a_class_belong_together()
    {
        var random = new SeededRandom(3);
        for (var k = 0; k < 100; k++)
        {
            var (truth, predicted) = (new byte[50], new byte[50]);
            for (var i = 0; i < 50; i++)
                (truth[i], predicted[i]) = ((byte)random.Next(3), (byte)random.Next(3));
            var matrix = new ConfusionMatrix(3).Add(truth, predicted);
            for (var c = 0; c < 3; c++)
                Assert.Equal(2 * matrix.IoU(c) / (1 + matrix.IoU(c)), matrix.Dice(c), 1e-12);
        }
    }
}
