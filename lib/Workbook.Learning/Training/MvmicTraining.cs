using TorchSharp;
using Workbook.Learning.Models;
using Workbook.Learning.Tasks;

namespace Workbook.Learning.Training;

/// <summary>Trains MVMICNet: a learned codec for a vision task in two stages.</summary>
/// <remarks>
/// Source: Yao et al., "Joint Optimization Approach for Medical Image Compression and Vision Tasks" (2026). In stage 1 the codec descends
/// L = R + lambda1 D + lambda2 T, and a teacher, the task's network trained on originals, reads what it restores and holds still. In stage 2 the network
/// is trained further on what the finished codec restores (2a), then both together at a low rate (2b). Choices that are ours:
/// <list type="bullet">
/// <item>T is the task's own loss against the true labels, a mean over images; lambda1 and lambda2 are those of <see cref="TaskCodecTraining"/>, the same in stages 1 and 2b.</item>
/// <item>The teacher computes as in use: the means and variances of its batch normalisation stay those of originals in stage 1. In stage 2 they learn.</item>
/// <item>In stages 1 and 2b the network reads the codec's output with noise for rounding, unclamped; in 2a latents are rounded and pixels have 8 bits
/// (<see cref="RestoredImages"/>), which is what a file gives. Crops are cut from originals, then coded.</item>
/// <item>In 2b both descend L, each with its own Adam and its gradients shortened for itself; with lambda2 = 0 the network descends T, the codec R + lambda1 D.</item>
/// <item>Each stage begins with new moments of Adam and draws the same crops, from the start of the seed's sequence.</item>
/// </list>
/// The network is one and the same object from teacher to reader: what a stage gave is there in <c>done</c>, before the next one changes it. Each stage has its own
/// folder of checkpoints; a run that is resumed passes over stages that are done.
/// </remarks>
/// <param name="codec">Trained in place, from the weights it has; not disposed.</param>
/// <param name="task">Its network is trained in place, likewise.</param>
/// <param name="recipe">The lambdas, and how each stage is trained; what it says of images, models and sizes is not read here.</param>
public sealed class MvmicTraining(CompressionModel codec, IVisionTask task, MvmicRecipe recipe)
{
    /// <summary>The task's network is trained already: its stage is left out.</summary>
    public bool HasTeacher { get; init; }

    /// <summary>The stages that are trained, in order.</summary>
    public IReadOnlyList<MvmicStage> Stages
        => [.. Enum.GetValues<MvmicStage>().Where(stage => recipe.Options(stage).Steps > 0 && !(HasTeacher && stage == MvmicStage.Teacher))];

    /// <summary>Trains all stages.</summary>
    /// <param name="resume">Go on from the checkpoints in the folder of the recipe's options.</param>
    /// <param name="done">Hears of each stage that is done, when codec and network are as it left them; of those that are passed over, too.</param>
    /// <param name="progress">Hears of every step, counted over all stages.</param>
    /// <param name="cancel">Stops after the step that runs.</param>
    /// <returns>What each stage gave that was begun; a stopped one is the last.</returns>
    /// <exception cref="ArgumentException">A value of the recipe is out of its range.</exception>
    /// <inheritdoc cref="Trainer.Run" path="/exception"/>
    public IReadOnlyList<TrainingResult> Run(bool resume = false, Action<MvmicStage>? done = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        recipe.Check();
        var (before, all) = (0L, Stages.Sum(stage => recipe.Options(stage).Steps));
        var results = new List<TrainingResult>();
        foreach (var stage in Stages)
        {
            var first = before;
            var watch = progress is null ? null : new TrainingWatch(at => progress.Report(at with { Step = first + at.Step, Steps = all }));
            results.Add(Run(stage, resume, watch, cancel));
            if (results[^1].Outcome == TrainingOutcome.Cancelled)
                break;
            done?.Invoke(stage);
            before += recipe.Options(stage).Steps;
        }
        return results;
    }

    private TrainingResult Run(MvmicStage stage, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var word = stage.ToString().ToLowerInvariant();
        var options = recipe.Options(stage);
        options = options with { CheckpointFolder = options.CheckpointFolder is { } home ? Path.Combine(home, word) : null };
        return stage is MvmicStage.Teacher or MvmicStage.Reader ? TrainNetwork(stage, word, options, resume, progress, cancel)
            : TrainCodec(stage, word, options, resume, progress, cancel);
    }

    private TrainingResult TrainNetwork(MvmicStage stage, string word, TrainingOptions options, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var training = stage == MvmicStage.Teacher ? new TaskTraining(task, options, null, word)
            : new TaskTraining(task, options, images => RestoredImages.By(codec, images), $"{word}, {codec.GetName()}");
        training.Trainer.Path.Prepare(codec);
        if (resume)
            training.Trainer.Resume(out _);
        return training.Run(null, progress, cancel);
    }

    private TrainingResult TrainCodec(MvmicStage stage, string word, TrainingOptions options, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var training = new TaskCodecTraining(codec, task, recipe.Lambda1, recipe.Lambda2, options, together: stage == MvmicStage.Both, word);
        if (resume)
            training.Trainer.Resume(out _);
        return training.Run(null, progress, cancel);
    }
}
