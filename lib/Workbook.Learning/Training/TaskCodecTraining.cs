using System.Globalization;
using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using Workbook.Learning.Tasks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Trains a codec for pixels and for a vision task: L = R + lambda1 D + lambda2 T. The task's network holds still, or learns as well.</summary>
/// <remarks>
/// Source: Yao et al., "Joint Optimization Approach for Medical Image Compression and Vision Tasks". R is in bpp, D is 255^2 times the mean squared error
/// (<see cref="RateDistortion"/>), T the task's loss, a mean over images. What the network reads in training is the codec's output as it is: with noise in
/// place of rounded latents, neither clamped nor in 8 bits, so that every pixel has a gradient. With lambda2 = 0 each step is that of <see cref="CodecTraining"/>.
/// </remarks>
public sealed class TaskCodecTraining : IDisposable
{
    private readonly CompressionModel codec;
    private readonly IVisionTask task;
    private readonly RateDistortion objective;
    private readonly double lambda2;
    private readonly TrainingOptions options;
    private readonly bool together;
    private readonly TrainedNetwork[] learners;

    /// <summary>Prepares a training; nothing is computed yet.</summary>
    /// <param name="codec">Trained in place; moved to the device, but not disposed.</param>
    /// <param name="task">What the codec is trained for; its network is moved to the device, but not disposed.</param>
    /// <param name="lambda1">What distortion weighs, see <see cref="RateDistortion"/>; above 0.</param>
    /// <param name="lambda2">Bits per pixel that a task loss of 1 is worth; 0 for a codec that does not hear of the task.</param>
    /// <param name="options">How. The task itself says how large a batch is.</param>
    /// <param name="together">True: the task's network learns as well, with an optimiser of its own. False: it holds still, in evaluation mode, its running
    /// statistics too.</param>
    /// <param name="name">What tells this training from others in checkpoints.</param>
    /// <exception cref="ArgumentException">A lambda is out of its range.</exception>
    public TaskCodecTraining(CompressionModel codec, IVisionTask task, double lambda1, double lambda2, TrainingOptions options, bool together = false, string name = "codec")
    {
        if (!(lambda1 > 0) || !(lambda2 >= 0) || !double.IsFinite(lambda1 + lambda2))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"lambda1 is {lambda1} and lambda2 {lambda2}; expected above 0, and 0 or more"));
        (this.codec, this.task, objective, this.lambda2, this.options, this.together) = (codec, task, new(lambda1), lambda2, options, together);
        Trainer = new Trainer(string.Create(CultureInfo.InvariantCulture,
            $"{name}, {codec.GetName()}, {codec.parameters().Sum(p => p.numel()):N0} parameters, lambda1 {lambda1}, lambda2 {lambda2}, {task.Name}"), options);
        Trainer.Path.Prepare(task.Network);
        learners = together ? [Trainer.Add("codec", codec), Trainer.Add("task", task.Network)] : [Trainer.Add("codec", codec)];
    }

    /// <summary>The trainer, to resume with.</summary>
    public Trainer Trainer { get; }

    /// <summary>Trains.</summary>
    /// <inheritdoc cref="Trainer.Run"/>
    public TrainingResult Run(Func<double>? score = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        using var still = new Frozen(together ? [] : [task.Network]);
        if (!together)
            HoldStill();
        return Trainer.Run(Step, score, progress, cancel);
    }

    /// <summary>Frees the optimiser; codec and network stay.</summary>
    public void Dispose() => Trainer.Dispose();

    /// <summary>The network computes as it would in use; where several processes train, as that of the first, whose statistics count.</summary>
    private void HoldStill()
    {
        using var scope = NewDisposeScope();
        task.Network.eval();
        options.Group.FromFirst(task.Network.state_dict().Values);
    }

    private Dictionary<string, Tensor> Step(StepContext at)
    {
        var batch = task.Batch(at.Random, at.Step);
        var images = at.Path.Prepare(batch.Images); // [N, 3, H, W]
        CompressionOutput output;
        using (at.Path.Forward())
            output = codec.call(images, new NoiseQuantizer(at.Random, 0, at.Step));
        var terms = objective.Terms(images, output, at.Group.Mean).ToDictionary();
        if (together || lambda2 > 0)
            AddTask(terms, output.Images.to(float32), batch, at);
        at.Descend(learners, terms);
        return terms;
    }

    /// <remarks>With lambda2 = 0 the codec does not hear of the task, and a network that learns along goes on to learn from what it reads.</remarks>
    private void AddTask(Dictionary<string, Tensor> terms, Tensor seen, VisionBatch batch, StepContext at)
    {
        terms["task"] = task.Loss(lambda2 > 0 ? seen : seen.detach(), batch, at);
        terms["loss"] += terms["task"] * Held.Number(lambda2 > 0 ? lambda2 : 1);
    }
}
