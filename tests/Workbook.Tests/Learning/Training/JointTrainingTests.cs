using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class JointTrainingTests : IDisposable
{
    private static readonly CompressionSizes Codes = new() { Widths = [4, 8], CodeChannels = 2, InputChannels = 1 };
    private static readonly TrainingOptions Few = new() { Steps = 3, Device = "cpu", LearningRate = new() { Base = 3e-3 } };
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Discriminator d = new(new() { Widths = [4, 8] }, 3);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_step_of_the_paper_s_design_moves_all_four_networks_and_shows_its_terms()
    {
        var networks = Make();
        var before = Weights(networks, d);
        var result = Train(networks, JointObjectives.Compressor, Few with { Steps = 1 });
        Assert.All(before.Zip(Weights(networks, d)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(["bits", "features", "loss", "segmentation"], result.Last.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void What_is_frozen_stays_bit_by_bit_and_gradients_pass_through_it(bool shared)
    {
        var networks = Make();
        var before = Weights(networks, d);
        using (new Frozen(networks.Segmentation))
            Train(networks, JointObjectives.WithoutDiscriminator, Few with { SharedDiscriminatorPass = shared });
        var after = Weights(networks, d);
        Assert.Equal([false, false, true, true], before.Zip(after, (a, b) => a.AsSpan().SequenceEqual(b))); // C, g, S, D
        Assert.All(networks.Segmentation.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Theory, InlineData(1), InlineData(-0.2), InlineData(0)]
    public void One_pass_of_D_for_both_sides_teaches_what_two_passes_do(double weight)
    {
        JointObjective objective = (t, w) => t.Segmentation + weight * t.Features * t.Features;
        var (together, apart) = (Make(), Make());
        using var other = new Discriminator(new() { Widths = [4, 8] }, 3);
        Train(together, objective, Few with { ClipNorm = 0.05 }, d);
        Train(apart, objective, Few with { ClipNorm = 0.05, SharedDiscriminatorPass = false }, other);
        Assert.All(Weights(together, d).Zip(Weights(apart, other)), pair => Assert.All(pair.First.Zip(pair.Second), w => Assert.Equal(w.First, w.Second, 1e-4f)));
        Assert.All(d.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void The_loss_falls_and_the_square_is_found()
    {
        var networks = Make();
        var result = Train(networks, (t, w) => 0.01 * t.Bits + t.Show("dice", SegmentationLosses.Dice(t.Predicted, t.Truth)), Few with { Steps = 60 });
        Assert.True(result.Curve[^1].Terms["dice"] < 0.6 * result.Curve[0].Terms["dice"], $"{result.Curve[0].Terms["dice"]} to {result.Curve[^1].Terms["dice"]}");
    }

    [Fact]
    public void A_run_that_goes_on_ends_in_the_same_weights()
    {
        using var folder = new Imaging.TemporaryFolder();
        var (whole, parts) = (Make(), Make());
        Train(whole, JointObjectives.Compressor, Few with { Steps = 6 }, new Discriminator(new() { Widths = [4, 8] }, 3));
        using (var first = Joint(parts, JointObjectives.Compressor, Few with { Steps = 6, CheckpointFolder = folder["run"] }, new(new() { Widths = [4, 8] }, 3)))
        {
            using var stop = new CancellationTokenSource();
            first.Run(progress: new TrainingWatch(p => { if (p.Step == 4) stop.Cancel(); }), cancel: stop.Token);
        }
        var again = Make();
        using (var second = Joint(again, JointObjectives.Compressor, Few with { Steps = 6, CheckpointFolder = folder["run"] }, new(new() { Widths = [4, 8] }, 9)))
        {
            Assert.True(second.Trainer.Resume(out _));
            second.Run();
        }
        Assert.Equal(Weights(whole, d), Weights(again, d));
    }

    [Fact]
    public void Objectives_that_cannot_be_learned_are_named_in_a_sentence()
    {
        Assert.Contains("the term mine is [2, 1, 16, 16]; a loss is one number", Fails((t, w) => t.Show("mine", (t.Predicted - t.Truth).square())));
        Assert.Contains("the term mine has no gradient", Fails((t, w) => t.Segmentation + t.Show("mine", t.Predicted.ge(0.5).to(float32).mean())));
        Assert.Contains("the objective has no gradient", Fails((t, w) => t.Segmentation.detach()));
        Assert.Contains("pixels can be compared where FeatureChannels", Fails((t, w) => t.Show("x", t.FeatureMap.narrow(2, 0, 8).sum()) + new JointTerms(t.Images.narrow(2, 0, 8), t.Truth, t.Predicted, t.FeatureMap).Pixels));
        var nan = Assert.Throws<NotFiniteException>(() => Train(Make(), (t, w) => t.Segmentation + t.Show("mine", (t.Bits - t.Bits.detach() - 1).log()), Few));
        Assert.Contains("the loss term mine is NaN", nan.Message);
    }

    [Fact]
    public void No_live_tensor_stays_after_a_step()
    {
        var networks = Make();
        using var training = Joint(networks, JointObjectives.Compressor, Few with { Steps = 20 }, d);
        var counts = new List<long>();
        training.Run(progress: new TrainingWatch(p => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)));
        Assert.Equal(counts[2], counts[19]);
    }

    private string Fails(JointObjective objective) => Assert.Throws<ArgumentException>(() => Train(Make(), objective, Few)).Message;

    private TrainingResult Train(JointNetworks networks, JointObjective objective, TrainingOptions options, Discriminator? opponent = null)
    {
        using var training = Joint(networks, objective, options, opponent ?? d);
        return training.Run();
    }

    private static JointTraining Joint(JointNetworks networks, JointObjective objective, TrainingOptions options, Discriminator opponent)
        => new(networks, opponent, objective, new JointWeights(), new Squares(), options);

    private static JointNetworks Make()
        => new(new CompressionNet(Codes, 1), new FeatureReconstruction(Codes, 2), new Segmentor(new() { Widths = [4, 8] }, 3));

    private static float[][] Weights(JointNetworks networks, Discriminator d)
        => [.. new nn.Module[] { networks.Compression!, networks.Reconstruction!, networks.Segmentation, d }
            .Select(network => network.parameters().SelectMany(parameter => parameter.detach().contiguous().data<float>().ToArray()).ToArray())];
}
