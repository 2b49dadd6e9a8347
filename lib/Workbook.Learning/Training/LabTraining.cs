using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>One variant of a lab on its way from one seed: it advances some steps at a time.</summary>
internal sealed class LabTraining : IDisposable
{
    private readonly LossLab lab;
    private readonly LabVariant variant;
    private readonly ulong seed;
    private readonly (int Number, int All, int Together) place;
    private readonly JointNetworks networks;
    private readonly Discriminator discriminator;
    private readonly JointTraining training;
    private readonly List<LabPoint> path = [];
    private IReadOnlyList<CurvePoint> curve = [];
    private TrainingProgress? last;
    private string? fault;

    internal LabTraining(LossLab lab, LabVariant variant, ulong seed, (int Number, int All, int Together) place)
    {
        (this.lab, this.variant, this.seed, this.place) = (lab, variant, seed, place);
        (networks, discriminator) = lab.Make(seed);
        var objective = LabFaults.Named(variant.Objective, networks.Segmentation, () => training!.Trainer.Step == 0);
        training = new JointTraining(networks, discriminator, objective, variant.Weights ?? lab.Weights, lab.Batches,
            lab.Options with { Seed = seed, CheckpointFolder = null }, variant.Name);
    }

    /// <summary>It has begun, well or badly.</summary>
    internal bool HasBegun => Step > 0 || fault is not null;

    /// <summary>There are steps to do.</summary>
    internal bool Goes => fault is null && Step < lab.Options.Steps && !lab.Cancel.IsCancellationRequested;

    private long Step => training.Trainer.Step;

    /// <summary>Trains and measures; a failure is kept as a sentence.</summary>
    /// <param name="steps">Most steps to do now.</param>
    internal void Advance(long steps) => Try(() =>
    {
        for (var end = Math.Min(Step + steps, lab.Options.Steps); Goes && Step < end;)
        {
            Train(lab.MeasureEvery > 0 ? Math.Min(end, (Step / lab.MeasureEvery + 1) * lab.MeasureEvery) : end);
            if (lab.MeasureEvery > 0 && Step % lab.MeasureEvery == 0)
                Measure();
        }
    });

    /// <summary>Measures what is trained by now and says what came of it.</summary>
    internal LabRun Finish()
    {
        if (fault is null && (path.Count == 0 || path[^1].Step < Step))
            Try(Measure);
        return new LabRun(variant.Name, seed, Step, fault is null ? path[^1].Score : null, fault is null ? curve : [], path, fault);
    }

    /// <summary>Frees networks and optimisers.</summary>
    public void Dispose()
    {
        training.Dispose();
        networks.Dispose();
        discriminator.Dispose();
    }

    private void Train(long until)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(lab.Cancel);
        var watch = new TrainingWatch(Tell, progress =>
        {
            if (progress.Step >= until)
                pause.Cancel();
        });
        curve = training.Run(null, watch, pause.Token).Curve;
    }

    private void Tell(TrainingProgress progress) => Tell(last = progress, null);

    private void Tell(TrainingProgress progress, LabScore? score)
        => lab.Progress?.Report(new LabProgress(variant.Name, seed, place.Number, place.All, place.Together, progress, score));

    private void Measure()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        networks.eval();
        var score = lab.Score(networks);
        path.Add(new LabPoint(Step, score));
        if (last is not null)
            Tell(last, score);
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (LabFaults.Are(e))
        {
            fault = LabFaults.Words(e);
        }
    }
}
