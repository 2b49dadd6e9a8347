using Workbook.Learning.Tasks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains the network of a vision task, on images themselves or on what a codec makes of them.</summary>
public sealed class TaskTraining : IDisposable
{
    private readonly IVisionTask task;
    private readonly Func<Tensor, Tensor>? restore;
    private readonly TrainedNetwork network;

    /// <summary>Prepares a training; nothing is computed yet.</summary>
    /// <param name="task">Its network is trained in place; moved to the device, but not disposed.</param>
    /// <param name="options">How. The task itself says how large a batch is.</param>
    /// <param name="restore">What the network sees in place of a batch: a function of the images, float32 [N, 3, H, W] in [0, 1], to images of the same
    /// shape, such as <c>x => RestoredImages.By(codec, x)</c>, called without gradients; null for the images themselves.</param>
    /// <param name="name">What tells this training from others in checkpoints.</param>
    public TaskTraining(IVisionTask task, TrainingOptions options, Func<Tensor, Tensor>? restore = null, string name = "task")
    {
        (this.task, this.restore) = (task, restore);
        Trainer = new Trainer($"{name}, {task.Name}", options);
        network = Trainer.Add("task", task.Network);
    }

    /// <summary>The trainer, to resume with.</summary>
    public Trainer Trainer { get; }

    /// <summary>Trains.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public TrainingResult Run(Func<double>? score = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        => Trainer.Run(Step, score, progress, cancel);

    /// <summary>Frees the optimiser; the network stays.</summary>
    public void Dispose() => Trainer.Dispose();

    private Dictionary<string, Tensor> Step(StepContext at)
    {
        var batch = task.Batch(at.Random, at.Step);
        var terms = new Dictionary<string, Tensor> { ["task"] = task.Loss(Seen(at.Path.Prepare(batch.Images)), batch, at) };
        at.Descend(network, terms, "task");
        return terms;
    }

    private Tensor Seen(Tensor images)
    {
        using var frozen = no_grad();
        return restore is null ? images : restore(images);
    }
}
