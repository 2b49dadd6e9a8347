using TorchSharp;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Losses;

public sealed class JointLossTests
{
    private static readonly double[] P = [0.9, 0.2, 0.4, 0.6], T = [1, 0, 1, 0];

    public static TheoryData<string, double> ByHand => new()
    {
        { "mse", (0.01 + 0.04 + 0.36 + 0.36) / 4 },
        { "cross-entropy", -(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.4)) / 4 },
        { "focal", -(0.01 * Math.Log(0.9) + 0.04 * Math.Log(0.8) + 0.36 * Math.Log(0.4) + 0.36 * Math.Log(0.4)) / 4 },
        { "dice", 1 - (1.3 + 0.5) / (1.3 + 0.5 * (0.8 + 0.7) + 0.5) },
        { "tversky", 1 - (1.3 + 0.5) / (1.3 + 0.3 * 0.8 + 0.7 * 0.7 + 0.5) },
        { "boundary", 0 },
    };

    private static Tensor Loss(string name, Tensor p, Tensor t) => name switch
    {
        "mse" => SegmentationLosses.Mse(p, t),
        "cross-entropy" => SegmentationLosses.CrossEntropy(p, t),
        "focal" => SegmentationLosses.Focal(p, t),
        "dice" => SegmentationLosses.Dice(p, t),
        "tversky" => SegmentationLosses.Tversky(p, t),
        _ => SegmentationLosses.Boundary(p, t),
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Each_loss_has_its_value_by_hand_is_0_when_right_and_has_the_gradient_of_finite_differences(string name, double value)
    {
        using var scope = NewDisposeScope();
        var (p, t) = (tensor(P, dtype: float64).view(1, 1, 2, 2), tensor(T, dtype: float64).view(1, 1, 2, 2));
        if (name == "boundary")
        { // the 3x3 mean of 2x2 is the mean of all four
            var d = P.Zip(T, (a, b) => a - b).ToArray();
            value = d.Average(x => Math.Pow(x - d.Average(), 2));
        }
        Assert.Equal(value, Loss(name, p, t).item<double>(), 1e-12);
        Assert.Equal(0, Loss(name, t, t).item<double>(), 1e-6);
        FiniteDifferences.Check(() => Loss(name, p, t), p);
        Assert.Contains("Did you forget one-hot encoding?", Assert.Throws<ArgumentException>(() => Loss(name, p, t.squeeze(1))).Message);
    }

    [Fact]
    public void The_weight_of_a_bit_grows_over_its_share_of_the_training()
    {
        var weights = new JointWeights { Bits = 0.8, BitsWarmUp = 0.5 };
        Assert.Equal([0, 0.4, 0.8, 0.8], new long[] { 0, 25, 50, 99 }.Select(step => weights.At(step, 100).Bits));
        Assert.Equal(0.1, new JointWeights().At(0, 100).Bits);
    }

    [Fact]
    public void Losses_take_volumes_as_well()
    {
        using var scope = NewDisposeScope();
        var (p, t) = (full([1, 2, 3, 3, 3], 0.25, float64), zeros([1, 2, 3, 3, 3], float64));
        Assert.Equal(0.0625, SegmentationLosses.Mse(p, t).item<double>(), 1e-12);
        Assert.Equal(0, SegmentationLosses.Boundary(p, t).item<double>(), 1e-12);
    }

    [Fact]
    public void The_rate_bound_is_the_entropy_of_the_mean_and_never_below_the_mean_entropy()
    {
        using var scope = NewDisposeScope();
        var p = tensor(new[] { 0.5, 1, 0, 0.5, 0.25, 0.25, 0.25, 0.25 }, dtype: float64).view(1, 2, 2, 2); // means 1/2 and 1/4
        var quarter = -0.25 * Math.Log2(0.25) - 0.75 * Math.Log2(0.75);
        Assert.Equal((4 * 1 + 4 * quarter) / 16, BinaryRate.Bound(p, 16).item<double>(), 1e-6);
        Assert.Equal((2 * 1 + 4 * quarter) / 16, BinaryRate.OfDraws(p, 16).item<double>(), 1e-5);
        var inner = rand(2, 3, 4, 4, dtype: float64) * 0.9 + 0.05;
        Assert.True(BinaryRate.Bound(inner, 64).item<double>() >= BinaryRate.OfDraws(inner, 64).item<double>());
        FiniteDifferences.Check(() => BinaryRate.Bound(inner, 64), inner);
    }

    [Fact]
    public void Bits_are_0_or_1_with_the_gradient_of_their_expectation()
    {
        using var scope = NewDisposeScope();
        var p = tensor(new[] { 0.1f, 0.5f, 0.7f, 0.9f }, requires_grad: true);
        var bits = StochasticBinarizer.Draw(p, tensor(new[] { 0.2f, 0.4f, 0.7f, 0.1f }));
        Assert.Equal([0f, 1, 0, 1], bits.data<float>().ToArray());
        Assert.Equal([0f, 1, 1, 1], StochasticBinarizer.Round(p).data<float>().ToArray());
        // E[sum w b] = sum w p, of which the gradient is w.
        (bits * tensor(new[] { 1f, 2, 3, 4 })).sum().backward();
        Assert.Equal([1f, 2, 3, 4], p.grad!.data<float>().ToArray());
        var many = StochasticBinarizer.Draw(full([100_000], 0.3f), new Workbook.Learning.Devices.StepRandom(1), 5);
        Assert.Equal(0.3, many.mean().item<float>(), 0.005); // three and a half deviations
    }

    [Fact]
    public void The_feature_distance_is_a_mean_over_scales_and_its_sign_is_down_for_S_and_up_for_D()
    {
        using var scope = NewDisposeScope();
        Tensor[] a = [tensor(new[] { 1.0, 3 }), tensor(new[] { 5.0 })], b = [tensor(new[] { 2.0, 1 }), tensor(new[] { 1.0 })];
        Assert.Equal((1.5 + 4) / 2, MultiScaleFeature.Distance(a, b).item<float>(), 1e-6);
        Assert.Throws<ArgumentException>(() => MultiScaleFeature.Distance(a, b[..1]));

        var d = new Discriminator(new() { Widths = [4, 6] }, 3);
        var (truth, predicted) = (zeros(1, 1, 8, 8), full([1, 1, 8, 8], 0.4f));
        truth[.., .., TensorIndex.Slice(2, 6), TensorIndex.Slice(2, 6)] = 1;
        var terms = new JointTerms(predicted, truth, predicted.requires_grad_(), predicted, null, d);
        var before = terms.Features;
        before.backward();
        var closer = new JointTerms(predicted, truth, (predicted - 1e-3 * predicted.grad!).detach(), predicted, null, d).Features;
        Assert.True(closer.item<float>() < before.item<float>());
    }

    [Fact]
    public void The_distance_in_frozen_features_is_that_of_the_feature_maps_and_moves_the_prediction_only()
    {
        using var scope = NewDisposeScope();
        var network = nn.Conv2d(1, 1, 1, bias: false); // 1x1: features are the map times w
        network.weight!.detach().fill_(-3);
        var (p, t) = (tensor(P, dtype: float32).view(1, 1, 2, 2).requires_grad_(), tensor(T, dtype: float32).view(1, 1, 2, 2));
        Assert.Contains("hold it still first: new Frozen(network)", Assert.Throws<ArgumentException>(() => FrozenFeatures.Distance(network, p, t)).Message);
        Assert.Contains("truth is [1, 2, 2]", Assert.Throws<ArgumentException>(() => FrozenFeatures.Distance(network, p, t.squeeze(1))).Message);

        using var still = new Frozen(network);
        var distance = FrozenFeatures.Distance(network, p, t);
        distance.backward();
        Assert.Equal(3 * (0.1 + 0.2 + 0.6 + 0.6) / 4, distance.item<float>(), 1e-6);
        Assert.Equal([-0.75f, 0.75f, -0.75f, 0.75f], p.grad!.data<float>().ToArray()); // 3 sign(p - t) / 4
        Assert.Null(network.weight!.grad);
    }
}
