using TorchSharp;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;

namespace Workbook.Learning.Training;

/// <summary>Trains the networks of a <see cref="JointDesign"/>, stage after stage.</summary>
/// <remarks>Each stage has as many steps as the options say, so a design of two stages costs twice as much as one of one. Each has its own folder of
/// checkpoints; a run that is resumed passes over stages that are done.</remarks>
public sealed class DesignTraining : IDisposable
{
    private const int MostCounted = 200; // codes from which the coder's contexts start

    private readonly JointSizes sizes;
    private readonly JointWeights weights;
    private readonly IPairBatches batches;
    private readonly TrainingOptions options;
    private readonly Discriminator discriminator;

    /// <summary>Makes the networks; nothing is trained yet.</summary>
    /// <param name="design">Which.</param>
    /// <param name="sizes">How large.</param>
    /// <param name="batches">Images and labels.</param>
    /// <param name="options">How; the seed draws first weights, too.</param>
    /// <param name="weights">Of the objectives' terms; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public DesignTraining(JointDesign design, JointSizes sizes, IPairBatches batches, TrainingOptions options, JointWeights? weights = null)
    {
        (Design, this.sizes, this.batches, this.options, this.weights) = (design, sizes, batches, options, weights ?? new());
        (Networks, discriminator) = (sizes.Make(design, options.Seed), sizes.MakeDiscriminator(options.Seed));
    }

    /// <summary>What is trained.</summary>
    public JointDesign Design { get; }

    /// <summary>C, g and S as they are now; freed with this object.</summary>
    public JointNetworks Networks { get; }

    /// <summary>Trains all stages.</summary>
    /// <param name="resume">Go on from the checkpoints in the folder of the options.</param>
    /// <param name="score">Evaluates the networks in the last stage, see <see cref="Trainer.Run"/>; lower is better.</param>
    /// <param name="progress">Hears of every step, counted over all stages.</param>
    /// <param name="cancel">Stops after the step that runs.</param>
    /// <returns>What each stage gave that was begun; a stopped one is the last.</returns>
    /// <inheritdoc cref="JointTraining.Run" path="/exception"/>
    public IReadOnlyList<TrainingResult> Run(bool resume = false, Func<double>? score = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var results = new List<TrainingResult>();
        foreach (var (i, stage) in Design.Stages.Index())
        {
            var (done, all) = (i * options.Steps, Design.Stages.Count * options.Steps);
            var watch = progress is null ? null : new TrainingWatch(at => progress.Report(at with { Step = done + at.Step, Steps = all }));
            results.Add(Run(stage, resume, stage == Design.Stages[^1] ? score : null, watch, cancel));
            if (results[^1].Outcome == TrainingOutcome.Cancelled)
                break;
        }
        return results;
    }

    /// <summary>The networks as they are now as a model, its coder taught by codes of training images.</summary>
    /// <param name="task">Where the training images come from.</param>
    /// <param name="record">Words about the training, to be kept in the model's file.</param>
    /// <param name="device">Where the model computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>A copy, in evaluation mode; the caller disposes it.</returns>
    public JointModel ToModel(SegmentationTask task, IReadOnlyDictionary<string, string>? record = null, string device = "auto")
    {
        Networks.eval();
        var counted = Design.Compresses ? Math.Min(task.Count, MostCounted) : 0;
        var counts = counted == 0 ? [] : JointCodec.Count(Networks, Enumerable.Range(0, counted).Select(i => task.Trained(i * task.Count / counted).Image));
        return JointModel.Of(Design, sizes, Networks, counts, task.Classes, record, device);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Networks.Dispose();
        discriminator.Dispose();
    }

    private TrainingResult Run(JointStage stage, bool resume, Func<double>? score, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var still = new Frozen(Still(stage.Learns));
        var folder = options.CheckpointFolder is { } home ? Path.Combine(home, stage.Name.Replace(' ', '-')) : null;
        using var training = new JointTraining(Networks, discriminator, stage.Objective, weights, batches, options with { CheckpointFolder = folder }, $"{Design.Name}, {stage.Name}")
        {
            OnOriginals = stage.OnOriginals,
        };
        if (resume)
            training.Trainer.Resume(out _);
        return training.Run(score, progress, cancel);
    }

    private IEnumerable<torch.nn.Module> Still(JointPart learns) => new (JointPart Part, torch.nn.Module? Network)[]
    {
        (JointPart.Compression, Networks.Compression),
        (JointPart.Reconstruction, Networks.Reconstruction),
        (JointPart.Segmentation, Networks.Segmentation),
    }.Where(one => !learns.HasFlag(one.Part)).Select(one => one.Network).OfType<torch.nn.Module>();
}
