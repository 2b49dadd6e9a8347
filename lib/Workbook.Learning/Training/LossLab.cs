using TorchSharp;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains the same networks from the same seeds on the same images with several objectives, to see what a loss is worth.</summary>
/// <remarks>
/// <c>lab.Compare(("paper", JointObjectives.Compressor), ("mine", (t, w) => JointObjectives.Compressor(t, w) + 0.1 * t.Bits.square()))</c>.
/// Seeds go round first: after the first round every variant has one result. A variant that fails is named with its reason, and the others go on.
/// </remarks>
public sealed class LossLab
{
    /// <summary>Makes the networks of a seed: the same for each variant. The lab disposes them.</summary>
    public required Func<ulong, (JointNetworks Networks, Discriminator Discriminator)> Make { get; init; }

    /// <summary>Images and labels to train on.</summary>
    public required IPairBatches Batches { get; init; }

    /// <summary>Measures trained networks on images not seen.</summary>
    public required Func<JointNetworks, LabScore> Score { get; init; }

    /// <summary>How each is trained; the seed is replaced.</summary>
    public TrainingOptions Options { get; init; } = new() { Steps = 300 };

    /// <summary>The weights of variants that bring none.</summary>
    public Losses.JointWeights Weights { get; init; } = new();

    /// <summary>Trainings of each variant start from these.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [1];

    /// <summary>Hears of every step.</summary>
    public IProgress<LabProgress>? Progress { get; init; }

    /// <summary>Stops after the step that runs; what is trained by then is measured and kept.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Trains all variants from all seeds.</summary>
    /// <param name="variants">Names and objectives.</param>
    /// <returns>A result for each training that was begun, in the order of the trainings.</returns>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public LabResult Compare(params IReadOnlyList<LabVariant> variants)
    {
        if (variants.Count == 0 || variants.Select(variant => variant.Name).Distinct().Count() < variants.Count)
            throw new ArgumentException("a lab compares at least one objective, each with a name of its own", nameof(variants));
        var plan = Seeds.SelectMany(seed => variants.Select(variant => (Variant: variant, Seed: seed))).ToArray();
        var runs = new List<LabRun>();
        foreach (var (variant, seed) in plan)
        {
            if (Cancel.IsCancellationRequested)
                break;
            runs.Add(Train(variant, seed, runs.Count + 1, plan.Length));
        }
        return new LabResult(runs);
    }

    private LabRun Train(LabVariant variant, ulong seed, int run, int runs)
    {
        using var scope = NewDisposeScope();
        var (networks, discriminator) = Make(seed);
        var options = Options with { Seed = seed, CheckpointFolder = null };
        using var training = new JointTraining(networks, discriminator, variant.Objective, variant.Weights ?? Weights, Batches, options, variant.Name);
        TrainingProgress? last = null;
        var watch = new TrainingWatch(progress =>
        {
            last = progress;
            Progress?.Report(new LabProgress(variant.Name, seed, run, runs, progress, null));
        });
        try
        {
            var result = training.Run(null, watch, Cancel);
            var score = Measure(networks);
            if (last is not null)
                Progress?.Report(new LabProgress(variant.Name, seed, run, runs, last, score));
            return new LabRun(variant.Name, seed, result.Steps, score, result.Curve, null);
        }
        catch (Exception e) when (e is NotFiniteException or ArgumentException or InvalidOperationException)
        {
            return new LabRun(variant.Name, seed, training.Trainer.Step, null, [], e.Message);
        }
    }

    private LabScore Measure(JointNetworks networks)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        networks.eval();
        return Score(networks);
    }
}
