using System.Runtime.InteropServices;
using TorchSharp;
using Workbook.Crash;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Tests.Imaging;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TrainingOptions Kept => SmallTraining.Options with { CheckpointFolder = _folder["run"] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_lowers_the_loss_and_tells_every_step()
    {
        using var training = new SmallTraining(SmallTraining.Options);
        var told = new Told();
        var result = training.Run(told);
        Assert.Equal(TrainingOutcome.Finished, result.Outcome);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), told.Select(p => p.Step));
        Assert.True(told[^1].Terms["loss"] < told[0].Terms["loss"] / 2);
        Assert.StartsWith("loss ", told[^1].Words);
        Assert.True(told[^1].StepsPerSecond > 0 && told[^1].Left == TimeSpan.Zero);
        Assert.Equal(told[^1].Terms, result.Last);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var training = new SmallTraining(SmallTraining.Options with { EvaluateEvery = 5, CheckpointFolder = _folder["run"] });
        var live = new Dictionary<long, long>();
        training.Run(new Told(p => live[p.Step] = DisposeScopeManager.Statistics.ThreadTotalLiveCount), score: () => training.Weights.parameters().Count());
        Assert.Equal(live[2], live[20]);
        Assert.Equal(live[2], live[40]);
    }

    [Fact]
    public void A_step_in_which_native_code_fails_before_a_weight_has_moved_is_taken_again()
    {
        using var calm = new SmallTraining(SmallTraining.Options);
        using var shaken = new SmallTraining(SmallTraining.Options);
        calm.Run();
        var failures = 0;
        IReadOnlyDictionary<string, Tensor> Shaken(StepContext at)
            => at.Step % 10 == 3 && failures++ % 2 == 0 ? throw new ArgumentException("mine", new ExternalException("Unknown scalar type")) : shaken.Step(at);
        shaken.Trainer.Run(Shaken);
        Assert.Equal(8, failures);
        Assert.Equal(calm.Fingerprint, shaken.Fingerprint);

        using var moved = new SmallTraining(SmallTraining.Options);
        Assert.Throws<ExternalException>(() => moved.Trainer.Run(at => moved.Step(at) is { } ? throw new ExternalException("late") : null!));
    }

    [Fact]
    public void Cancel_stops_after_the_step_and_the_resumed_run_ends_as_one_that_never_stopped()
    {
        using var whole = new SmallTraining(SmallTraining.Options with { EvaluateEvery = 5 });
        var expected = whole.Run(score: () => 1);
        using var cancel = new CancellationTokenSource();
        using (var first = new SmallTraining(Kept with { EvaluateEvery = 5 }))
        {
            var stopped = first.Run(new Told(p => StopAt(17, p, cancel)), cancel.Token, () => 1);
            Assert.Equal((TrainingOutcome.Cancelled, 17L), (stopped.Outcome, stopped.Steps));
        }
        using var second = new SmallTraining(Kept with { EvaluateEvery = 5 });
        Assert.True(second.Trainer.Resume(out var damaged));
        Assert.Null(damaged);
        var result = second.Run(score: () => 1);
        Assert.Equal(whole.Fingerprint, second.Fingerprint);
        Assert.Equal(expected.Curve.Select(point => point.Terms["loss"]), result.Curve.Select(point => point.Terms["loss"]));
        Assert.Equal((1.0, 5L), result.Best);
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_for_the_one_before()
    {
        using (var training = new SmallTraining(Kept with { Steps = 8 }))
            training.Run();
        var newest = Directory.GetFiles(Kept.CheckpointFolder!).Max()!;
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^1]);
        using var again = new SmallTraining(Kept with { Steps = 8 });
        Assert.True(again.Trainer.Resume(out var damaged));
        Assert.Contains(Path.GetFileName(newest), damaged);
        Assert.Equal(6, again.Trainer.Step);
    }

    [Fact]
    public void A_checkpoint_of_other_options_is_refused_with_the_difference_and_one_in_the_way_too()
    {
        using (var training = new SmallTraining(Kept with { Steps = 2 }))
            training.Run();
        using var other = new SmallTraining(Kept with { BatchSize = 3 });
        Assert.Contains("BatchSize 2 there, 3 here", Assert.Throws<ArgumentException>(() => other.Trainer.Resume(out _)).Message);
        Assert.Contains("holds checkpoints of a run", Assert.Throws<ArgumentException>(() => other.Run()).Message);
        using var longer = new SmallTraining(Kept with { Steps = 4, Threads = 2 });
        Assert.True(longer.Trainer.Resume(out _));
        Assert.Equal(4, longer.Run().Steps);
    }

    [Fact]
    public void A_figure_that_no_network_descends_may_be_no_number_and_is_kept_so()
    {
        using var training = new SmallTraining(Kept with { Steps = 3 });
        training.Trainer.Run(at => new Dictionary<string, Tensor>(training.Step(at)) { ["far"] = tensor(double.PositiveInfinity, float64) });
        using var again = new SmallTraining(Kept with { Steps = 3 });
        Assert.True(again.Trainer.Resume(out _));
        Assert.Equal(double.PositiveInfinity, again.Run().Last["far"]);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_step_and_term_and_keeps_the_last_checkpoint()
    {
        using var training = new SmallTraining(Kept);
        var stop = Assert.Throws<NotFiniteException>(() => training.Trainer.Run(at => at.Step < 7 ? training.Step(at) : Broken(training, at)));
        Assert.Equal((7, "mse"), (stop.Step, stop.What));
        Assert.Contains("step 7: the loss term mse is NaN", stop.Message);
        Assert.True(training.Weights.parameters().All(parameter => parameter.isfinite().all().item<bool>()));
        using var again = new SmallTraining(Kept);
        Assert.True(again.Trainer.Resume(out _));
        Assert.Equal(6, again.Trainer.Step);
    }

    [Fact]
    public void A_gradient_that_is_no_number_stops_with_the_parameters_name()
    {
        using var training = new SmallTraining(SmallTraining.Options);
        using var network = nn.Linear(2, 1);
        var trained = training.Trainer.Add("line", network);
        var before = TensorFile.Of(network).Fingerprint;
        var stop = Assert.Throws<NotFiniteException>(() => training.Trainer.Run(at =>
        {
            var loss = network.weight!.sum() + (network.bias! - network.bias!).sqrt().sum(); // 0, and its slope is infinite minus infinite
            at.Descend(trained, new Dictionary<string, Tensor> { ["loss"] = loss });
            return new Dictionary<string, Tensor>();
        }));
        Assert.Equal("line bias", stop.What);
        Assert.Equal(before, TensorFile.Of(network).Fingerprint);
    }

    [Fact]
    public void A_score_that_stays_bad_ends_the_run_and_the_best_weights_are_kept()
    {
        using var training = new SmallTraining(Kept with { EvaluateEvery = 2, Patience = 3 });
        var (scores, best) = (new Queue<double>([5, 3, 4, double.NaN, 3]), "");
        var result = training.Run(score: () =>
        {
            best = training.Trainer.Step == 4 ? training.Fingerprint : best;
            return scores.Dequeue();
        });
        Assert.Equal((TrainingOutcome.EarlyStopped, 10L, (3.0, 4L)), (result.Outcome, result.Steps, result.Best!.Value));
        Assert.True(training.Trainer.RestoreBest());
        Assert.Equal(best, training.Fingerprint);
    }

    [Fact]
    public void The_fast_path_learns_the_same_within_a_percent()
    {
        double Loss(Precision precision, bool fast)
        {
            using var training = new SmallTraining(SmallTraining.Options with { Precision = precision, ChannelsLast = fast, FusedAdam = fast });
            return training.Run().Curve.TakeLast(10).Average(point => point.Terms["loss"]);
        }
        var plain = Loss(Precision.Float32, false);
        Assert.Equal(plain, Loss(Precision.Float32, true), plain * 1e-3);
        Assert.Equal(plain, Loss(Precision.Auto, true), plain * 1e-2);
    }

    private static IReadOnlyDictionary<string, Tensor> Broken(SmallTraining training, StepContext at)
    {
        var terms = new Dictionary<string, Tensor> { ["loss"] = tensor(float.NaN), ["mse"] = tensor(float.NaN) };
        at.Descend(training.Trained, terms);
        return terms;
    }

    private static void StopAt(long step, TrainingProgress progress, CancellationTokenSource cancel)
    {
        if (progress.Step == step)
            cancel.Cancel();
    }

    private sealed class Told(Action<TrainingProgress>? also = null) : List<TrainingProgress>, IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            Add(value);
            also?.Invoke(value);
        }
    }
}
