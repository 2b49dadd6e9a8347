using Workbook.Codecs;
using Workbook.Results.Accuracy;

namespace Workbook.Tests.Results.Accuracy;

public class LinearSvmTests
{
    private static readonly float[][] Points = [[0, 0], [1, 0.5f], [0.5f, 2], [2, 1], [1.5f, 1.5f], [3, 2.5f], [2.5f, 0.5f], [1, 1]];
    private static readonly int[] Classes = [0, 0, 0, 1, 0, 1, 1, 1];

    // scikit-learn 1.2: LinearSVC(loss="hinge", C=cost, tol=1e-12), confirmed by minimising the objective with Nelder-Mead.
    [Theory]
    [InlineData(1, 0.84210526, -0.21052632, -1)]
    [InlineData(0.1, 0.38384615, -0.03846154, -0.05538462)]
    public void Finds_the_known_optimum_of_a_tiny_problem(double cost, double first, double second, double bias)
    {
        var svm = LinearSvm.Train(Points, Classes, new() { Cost = cost, Tolerance = 1e-9, MaxSweeps = 100_000, Standardize = false });
        Assert.Equal([first, second, bias], svm.Weights(), (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void Separates_classes_that_can_be_separated()
    {
        var (features, classes) = Clouds(200, 40, 2);
        var svm = LinearSvm.Train(features[..150], classes[..150]);
        Assert.Equal(classes[150..], features[150..].Select(svm.Predict));
    }

    [Fact]
    public void Separates_three_classes_one_against_the_rest()
    {
        var (features, classes) = Clouds(300, 40, 3);
        var svm = LinearSvm.Train(features[..200], classes[..200]);
        Assert.Equal(3, svm.Scores(features[0]).Length);
        Assert.Equal(classes[200..], features[200..].Select(svm.Predict));
    }

    [Fact]
    public void The_same_data_give_the_same_weights_and_scaled_features_the_same_answers()
    {
        var (features, classes) = Clouds(120, 17, 2);
        var svm = LinearSvm.Train(features, classes);
        Assert.Equal(svm.Weights(), LinearSvm.Train(features, classes).Weights());
        float[][] scaled = [.. features.Select(row => row.Select((v, i) => v * (1 << i % 5) + i).ToArray())];
        Assert.Equal(svm.Scores(features[3])[0], LinearSvm.Train(scaled, classes).Scores(scaled[3])[0], 1e-2);
    }

    [Fact]
    public void A_feature_that_never_changes_in_training_has_no_say_later()
    {
        var standardizer = Standardizer.Fit([[1, 5], [3, 5]]);
        var target = new double[2];
        standardizer.Apply([4, 1000], target);
        Assert.Equal([2, 0], target);
    }

    [Fact]
    public void Refuses_what_cannot_be_learned()
    {
        Assert.Throws<ArgumentException>(() => LinearSvm.Train(Points, [0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train(Points, [0, 1]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train([[1], [float.NaN]], [0, 1]));
        Assert.Throws<ArgumentException>(() => LinearSvm.Train(Points, Classes, new() { Cost = 0 }));
    }

    // Class k has feature k raised by 3 over noise in -1..1.
    private static (float[][] Features, int[] Classes) Clouds(int count, int length, int classes)
    {
        var random = new SeededRandom(7);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return ([.. labels.Select(label => Enumerable.Range(0, length)
            .Select(i => (float)(2 * random.NextDouble() - 1 + (i == label ? 3 : 0))).ToArray())], labels);
    }
}
