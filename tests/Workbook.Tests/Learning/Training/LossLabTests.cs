using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class LossLabTests
{
    [Fact]
    public void Each_variant_trains_from_each_seed_and_a_broken_one_is_named_beside_the_others()
    {
        var heard = new List<LabProgress>();
        var result = Lab([1, 2], heard).Compare(
            ("paper", JointObjectives.Compressor),
            ("broken", (t, w) => t.Show("mine", t.Predicted - t.Truth)),
            ("no bits", (t, w) => t.Segmentation));
        Assert.Equal(["paper 1", "broken 1", "no bits 1", "paper 2", "broken 2", "no bits 2"], result.Runs.Select(run => $"{run.Variant} {run.Seed}"));
        Assert.Equal([(2, true), (0, false), (2, true)], result.Rows.Select(row => (row.Seeds, row.Fault is null)));
        Assert.Contains("the term mine is [2, 1, 16, 16]", result.Rows[1].Fault);
        Assert.True(result.Rows[0].ScoreSpread > 0);
        Assert.Equal(4, heard.Count(progress => progress.Score is not null));
        Assert.Equal(["bits", "features", "loss", "segmentation"], result.Runs[0].Curve[0].Terms.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_objective_under_two_names_gives_the_same_result()
    {
        var result = Lab([5]).Compare(("one", JointObjectives.Compressor), ("other", JointObjectives.Compressor));
        Assert.Equal(result.Runs[0].Score, result.Runs[1].Score);
    }

    [Fact]
    public void A_stopped_lab_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        var lab = Lab([1, 2, 3], new Stopper(stop, run: 2, step: 3), stop.Token);
        var result = lab.Compare(("a", JointObjectives.Compressor), ("b", JointObjectives.WithoutDiscriminator));
        Assert.Equal([("a", 6L), ("b", 3L)], result.Runs.Select(run => (run.Variant, run.Steps)));
        Assert.All(result.Runs, run => Assert.NotNull(run.Score));
    }

    [Fact]
    public void Variants_without_names_of_their_own_are_refused()
        => Assert.Throws<ArgumentException>(() => Lab([1]).Compare(("a", JointObjectives.Compressor), ("a", JointObjectives.Dice)));

    private static LossLab Lab(ulong[] seeds, List<LabProgress> heard) => Lab(seeds, new Listener(heard));

    private static LossLab Lab(ulong[] seeds, IProgress<LabProgress>? progress = null, CancellationToken cancel = default) => new()
    {
        Make = seed => (new JointNetworks(new CompressionNet(Codes, seed), new FeatureReconstruction(Codes, seed + 1), new Segmentor(new() { Widths = [4, 8] }, seed + 2)),
            new Discriminator(new() { Widths = [4, 8] }, seed + 3)),
        Batches = new Squares(),
        Score = networks => new LabScore(networks.parameters().Sum(parameter => parameter.abs().sum().item<float>()), 0.1),
        Options = new TrainingOptions { Steps = 6, Device = "cpu" },
        Seeds = seeds,
        Progress = progress,
        Cancel = cancel,
    };

    private static readonly CompressionSizes Codes = new() { Widths = [4, 8], CodeChannels = 2, InputChannels = 1 };

    private sealed class Listener(List<LabProgress> heard) : IProgress<LabProgress>
    {
        public void Report(LabProgress value) => heard.Add(value);
    }

    private sealed class Stopper(CancellationTokenSource stop, int run, long step) : IProgress<LabProgress>
    {
        public void Report(LabProgress value)
        {
            if (value.Run == run && value.Training.Step == step)
                stop.Cancel();
        }
    }
}
