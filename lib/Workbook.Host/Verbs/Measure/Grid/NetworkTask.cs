using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Storage;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using static TorchSharp.torch;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A task that a trained network solves.</summary>
/// <remarks>From each seed one network learns on originals. It reads what all codecs restore; for readers of decoded images it is fine-tuned, codec by
/// codec and setting by setting, with the same steps for all.</remarks>
/// <param name="plan">How it learns.</param>
internal abstract class NetworkTask(GridPlan plan) : GridTask
{
    private const double Rate = 2e-3, TuneRate = 5e-4;

    public sealed override string Reader => $"{Network}; {plan.ReaderSteps} steps on originals, {plan.TuneSteps} on decoded images, {plan.Batch} images of {Crop}";

    /// <summary>The network in words.</summary>
    protected abstract string Network { get; }

    /// <summary>Height and width of what it sees at once in training, in pixels.</summary>
    protected abstract int Crop { get; }

    public sealed override IReadOnlyDictionary<string, double> Score(GridReading reading, GridWork work)
    {
        var vision = reading.Reader == ScoreChart.Decoded ? Tuned(reading.LearningDecoded(), reading.Seed, work) : Trained(Learning, reading.Seed, work);
        using var network = vision.Network;
        return Read(vision, reading.Decoded, work.Cancel);
    }

    /// <summary>The network that learned on originals.</summary>
    /// <param name="learning">What it would learn from further, in the order of <see cref="GridTask.Learning"/>.</param>
    /// <param name="seed">From which it learned.</param>
    /// <param name="work">Where its weights are; it is trained where they are missing.</param>
    /// <returns>The caller disposes the network.</returns>
    public IVisionTask Trained(IReadOnlyList<RgbImage> learning, ulong seed, GridWork work)
    {
        var vision = Make(learning, seed);
        TensorFile.Load(Originals(seed, work)).CopyTo(vision.Network);
        vision.Network.to(ComputeDevice.Choose(plan.Device));
        return vision;
    }

    /// <summary>The network that learned on originals and was then fine-tuned on other images.</summary>
    /// <inheritdoc cref="Trained"/>
    public IVisionTask Tuned(IReadOnlyList<RgbImage> learning, ulong seed, GridWork work)
    {
        var vision = Trained(learning, seed, work);
        Train(vision, plan.Training(plan.TuneSteps, seed, TuneRate), "fine-tuning", work);
        return vision;
    }

    /// <summary>How a network does.</summary>
    /// <param name="vision">The network; in evaluation mode afterwards.</param>
    /// <param name="images">The measured images, originals or decoded.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>A value for each of <see cref="GridTask.Scores"/>.</returns>
    public IReadOnlyDictionary<string, double> Read(IVisionTask vision, IReadOnlyList<RgbImage> images, CancellationToken cancel)
    {
        vision.Network.eval();
        using var frozen = no_grad();
        return Test(vision, images.TakeWhile(_ => !cancel.IsCancellationRequested)) is var scores && !cancel.IsCancellationRequested ? scores : throw new OperationCanceledException(cancel);
    }

    /// <summary>The network with the first weights of a seed, and the images it learns from.</summary>
    protected abstract IVisionTask Make(IReadOnlyList<RgbImage> learning, ulong seed);

    /// <summary>How a trained network does on images in the order of <see cref="GridTask.Measured"/>.</summary>
    protected abstract IReadOnlyDictionary<string, double> Test(IVisionTask vision, IEnumerable<RgbImage> images);

    private string Originals(ulong seed, GridWork work)
    {
        var options = plan.Training(plan.ReaderSteps, seed, Rate);
        return work.Once(this, $"reader-{seed}", $"{Network}, {options.Steps} steps of {options.BatchSize} x {Crop}, rate {options.LearningRate.Base}", ".safetensors", path =>
        {
            var vision = Make(Learning, seed);
            using var network = vision.Network;
            Train(vision, options with { CheckpointFolder = GridWork.CheckpointsOf(path) }, "training the reader", work);
            TensorFile.Of(network).Save(path);
        });
    }

    private void Train(IVisionTask vision, TrainingOptions options, string title, GridWork work)
    {
        using var training = new TaskTraining(vision, options);
        training.Trainer.Resume(out _);
        training.Run(null, work.Watch($"{Word}: {title}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
    }
}
