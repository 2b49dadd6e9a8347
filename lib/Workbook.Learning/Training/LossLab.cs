using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains the same networks from the same seeds on the same images with several objectives, to see what a loss is worth.</summary>
/// <remarks>
/// <c>lab.Compare(("paper", JointObjectives.Compressor), ("mine", (t, w) => JointObjectives.Compressor(t, w) + 0.1 * t.Bits.square()))</c>.
/// Seeds go round first: after the first round every variant has one result. A variant that fails is named with its reason, and the others go on.
/// Training side by side and measuring on the way change no result, not by a bit.
/// </remarks>
public sealed partial record LossLab
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

    /// <summary>Steps that a variant makes before it is the next one's turn, so that the curves of all grow together; 0 trains one after the other.
    /// Side by side, the networks of all variants are in memory at once.</summary>
    public int SideBySide { get; init; }

    /// <summary>Steps from one measurement to the next; 0 for a single one at the end.</summary>
    public int MeasureEvery { get; init; }

    /// <summary>Hears of every step.</summary>
    public IProgress<LabProgress>? Progress { get; init; }

    /// <summary>Stops after the step that runs; what is trained by then is measured and kept.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Trains all variants from all seeds.</summary>
    /// <param name="variants">Names and objectives.</param>
    /// <returns>A result for each training that was begun: seed by seed, in the order of the variants.</returns>
    /// <exception cref="ArgumentException">There is none, two have one name, or an option is out of its range.</exception>
    public LabResult Compare(params IReadOnlyList<LabVariant> variants)
    {
        if (variants.Count == 0 || variants.Select(variant => variant.Name).Distinct().Count() < variants.Count)
            throw new ArgumentException("a lab compares at least one objective, each with a name of its own", nameof(variants));
        if (SideBySide < 0 || MeasureEvery < 0)
            throw new ArgumentException($"SideBySide is {SideBySide}, MeasureEvery {MeasureEvery}; both must be 0 or more");
        var plan = Seeds.SelectMany(seed => variants.Select(variant => (Variant: variant, Seed: seed))).Index().ToArray();
        var runs = new List<LabRun>();
        var together = SideBySide > 0 ? variants.Count : 1;
        foreach (var group in plan.Chunk(together).TakeWhile(_ => !Cancel.IsCancellationRequested))
            runs.AddRange(Train(() => group.Select(one => new LabTraining(this, one.Item.Variant, one.Item.Seed, (one.Index + 1, plan.Length, together)))));
        return new LabResult(runs);
    }

    private List<LabRun> Train(Func<IEnumerable<LabTraining>> make)
    {
        using var scope = NewDisposeScope();
        var trainings = new List<LabTraining>();
        try
        {
            trainings.AddRange(make());
            while (trainings.Exists(training => training.Goes))
                trainings.ForEach(training => training.Advance(SideBySide > 0 ? SideBySide : Options.Steps));
            return trainings.FindAll(training => training.HasBegun).ConvertAll(training => training.Finish());
        }
        finally
        {
            trainings.ForEach(training => training.Dispose());
        }
    }
}
