using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;
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
    public void Side_by_side_with_measurements_on_the_way_every_weight_is_the_same_as_in_turn()
    {
        LabVariant[] variants = [("paper", JointObjectives.Compressor), ("broken", (t, w) => t.Predicted), ("dice", JointObjectives.Dice)];
        var heard = new List<LabProgress>();
        var inTurn = Lab([1, 2]).Compare(variants);
        var together = (Lab([1, 2], heard) with { SideBySide = 2, MeasureEvery = 3 }).Compare(variants);
        Assert.Equal(inTurn.Runs.Select(Words), together.Runs.Select(Words));
        Assert.Equal(["paper 2", "dice 2", "paper 4", "dice 4", "paper 6", "dice 6"], heard.Where(at => at is { Seed: 1, Score: null, Training.Step: 2 or 4 or 6 }).Select(at => $"{at.Variant} {at.Training.Step}"));
        Assert.Equal([1.0 / 12, 6 / 12.0, 7 / 12.0, 1], new[] { 0, 5, 6, 11 }.Select(i => heard.Where(at => at is { Variant: "dice", Score: null }).ElementAt(i).Share));
        Assert.Equal([3L, 6], together.Runs[0].Path.Select(point => point.Step));
        Assert.Equal(together.Runs[0].Score, together.Runs[0].Path[^1].Score);

        static string Words(LabRun run) => $"{run.Variant} {run.Seed} {run.Steps} {run.Score} {run.Fault} {string.Join(" ", run.Curve.SelectMany(point => point.Terms.Values))}";
    }

    [Fact]
    public void Side_by_side_a_stopped_lab_keeps_all_variants()
    {
        using var stop = new CancellationTokenSource();
        var lab = Lab([1, 2, 3], new Stopper(stop, run: 2, step: 3), stop.Token) with { SideBySide = 2 };
        var result = lab.Compare(("a", JointObjectives.Compressor), ("b", JointObjectives.WithoutDiscriminator));
        Assert.Equal([("a", 4L), ("b", 3L)], result.Runs.Select(run => (run.Variant, run.Steps)));
        Assert.All(result.Runs, run => Assert.NotNull(run.Score));
    }

    public static TheoryData<string, string, JointObjective> Mistakes => new()
    {
        { "forgot mean()", "the objective gives [2, 1, 16, 16]; a loss is one number: take its mean() or sum()", (t, w) => t.Bits + (t.Predicted - t.Truth).square() },
        { "a copy", "the term mine has no gradient, so nothing would learn from it. Was it rounded, compared, or taken from a copy (detach, item)?",
            (t, w) => t.Bits + t.Show("mine", SegmentationLosses.Dice(t.Predicted.detach(), t.Truth)) },
        { "a copy without a name", "the objective does not depend on Predicted in a way that can be learned, so S would learn nothing. Was it left out, rounded, compared, or taken from a copy (detach, item)?",
            (t, w) => t.Bits + SegmentationLosses.Dice(t.Predicted.detach(), t.Truth) },
        { "rounded", "the term mine has a gradient of 0 everywhere, so nothing would learn from it. Was it rounded or cut off (round, sign, clamp)?",
            (t, w) => t.Segmentation + t.Show("mine", SegmentationLosses.Dice(t.Predicted.round(), t.Truth)) },
        { "compared", "the objective has no gradient, so nothing would learn. Was it rounded, compared, or taken from a copy (detach, item), or is every network frozen that it depends on?",
            (t, w) => t.Predicted.ge(0.5).to(float32).mean() },
        { "another shape", "libtorch refuses: The size of tensor a (4) must match the size of tensor b (16) at non-singleton dimension 3", (t, w) => (t.Code! - t.Truth).square().mean() },
        { "divided by 0", "step 0: the term mine is infinite or not a number. Is there a division by 0, or a root or logarithm of less than 0?",
            (t, w) => t.Segmentation + t.Show("mine", t.Bits / (t.Segmentation - t.Segmentation)) },
        { "divided by 0 without a name", "step 0: the loss is infinite or not a number. Is there a division by 0, or a root or logarithm of less than 0? t.Show(\"name\", ...) around its parts says which",
            (t, w) => t.Bits / (t.Segmentation - t.Segmentation) },
        { "the slope of a root", "step 0: the gradient of networks C.features.0.0.weight is infinite or not a number. A root or logarithm of 0 has no slope: add a small number inside",
            (t, w) => t.Segmentation + (t.Bits - t.Bits).sqrt() },
        { "changed in place", "libtorch refuses: one of the variables needed for gradient computation has been modified by an inplace operation: [CPUFloatType [2, 1, 16, 16]], which is output 0 of SigmoidBackw...", (t, w) => t.Segmentation + t.Predicted.mul_(2).square().mean() },
        { "no such class", "libtorch refuses: select(): index 3 out of range for tensor of size [2, 1, 16, 16] at dimension 1", (t, w) => t.Predicted.select(1, 3).mean() },
        { "any exception", "the objective throws NullReferenceException: Object reference not set to an instance of an object", (t, w) => ((Tensor?)null)!.mean() },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_newcomer_s_mistake_is_named_in_a_sentence_and_the_other_variants_go_on(string mistake, string sentence, JointObjective objective)
    {
        var result = (Lab([1]) with { SideBySide = 1 }).Compare((mistake, objective), ("good", JointObjectives.Dice));
        Assert.Equal($"{mistake}, seed 1: {sentence}", Assert.Single(result.Faults));
        Assert.Equal(6, result.Runs[1].Steps);
    }

    [Fact]
    public void A_term_that_has_no_slope_yet_such_as_an_unused_budget_is_no_mistake()
        => Assert.Empty(Lab([1]).Compare(("budget", (t, w) => t.Segmentation + t.Show("budget", (t.Bits - 9).relu()) + t.Show("at least", t.Bits.clamp(9, 10)))).Faults);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Memory_stays_flat_over_variants_and_seeds(int sideBySide)
    {
        var made = new List<JointNetworks>();
        var lab = Lab([1, 2, 3]) with { SideBySide = sideBySide };
        var first = lab.Make;
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        (lab with { Make = Remember }).Compare(("a", (t, w) => t.Segmentation), ("b", (t, w) => t.Predicted), ("c", (t, w) => t.Segmentation + t.Features));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(9, made.Count); // no variant asks for Bits: a slope that is not there would be counted as live, though it holds no memory
        Assert.All(made, networks => Assert.All(networks.parameters(), parameter => Assert.True(parameter.IsInvalid)));

        (JointNetworks, Discriminator) Remember(ulong seed)
        {
            var (networks, d) = first(seed);
            made.Add(networks);
            return (networks, d);
        }
    }

    [Fact]
    public void A_lab_on_a_task_scores_the_files_of_cases_it_has_not_seen()
    {
        var (heart, blood) = (new byte[] { 0, 1, 1, 2 }, new byte[] { 0, 1, 2, 0 });
        Assert.Equal((2.0 / 3 + 0) / 2, LabScoring.Dice(heart, blood), 1e-12);
        Assert.Equal(double.NaN, LabScoring.Dice([0], [0]));
        using var task = SegmentationTask.Of(new("scenes", ["background", "lesion"], [.. Enumerable.Range(0, 8).Select(Lesion)]));
        var lab = LossLab.Of(task, new TrainingOptions { Steps = 2, BatchSize = 2, CropSize = 48, Device = "cpu" });
        var score = lab.Compare(("dice", JointObjectives.Dice)).Runs[0].Score!.Value;
        Assert.InRange(score.Score, 0, 1);
        Assert.InRange(score.BitsPerPixel, 8.0 * 12 / (48 * 48), 8.0 * 60 / (48 * 48));
    }

    [Fact]
    public void Variants_without_names_of_their_own_are_refused()
        => Assert.Throws<ArgumentException>(() => Lab([1]).Compare(("a", JointObjectives.Compressor), ("a", JointObjectives.Dice)));

    private static SegmentationCase<RgbImage, LabelImage> Lesion(int index) => new($"{index}", $"{index}",
        _ => LesionScenes.Make(index, 1, new() { Rows = 48, Columns = 48 }) is var scene ? (scene.Image, LabelImage.FromMask(scene.Mask)) : default);

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
