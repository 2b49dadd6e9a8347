using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>Segmentation as a vision task: a class for every pixel.</summary>
/// <remarks>The loss is cross-entropy (of each channel for itself, in nats) plus <see cref="DiceWeight"/> times 1 - soft Dice, both means over images and
/// pixels, so the value does not change with the batch or the size of crops.</remarks>
public sealed class SegmentationVision : IVisionTask
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly int stride;
    private readonly IPairBatches batches;

    /// <summary>Puts a network and images together.</summary>
    /// <param name="task">Images, not volumes.</param>
    /// <param name="network">Gives logits [N, K, H, W] of images [N, 3, H, W], K as the task has channels; trained in place, not disposed.</param>
    /// <param name="stride">What it needs the sides to be multiples of.</param>
    /// <param name="options">Size of batches and crops.</param>
    /// <exception cref="ArgumentException">These are volumes, or crops do not fit.</exception>
    public SegmentationVision(SegmentationTask task, nn.Module<Tensor, Tensor> network, int stride, TrainingOptions options)
    {
        if (task.Dimensions != 2 || options.CropSize % stride != 0)
            throw new ArgumentException($"{task.Name} has {task.Dimensions} dimensions and CropSize is {options.CropSize}; expected images, 2 dimensions, and a multiple of {stride}");
        (this.network, this.stride, batches) = (network, stride, task.Batches(options));
        Name = $"{network.GetName()}, {network.parameters().Sum(p => p.numel()):N0} parameters, on {task.Name}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public nn.Module Network => network;

    /// <summary>What soft Dice weighs beside the cross-entropy: it looks at an object as a whole, however small.</summary>
    public double DiceWeight { get; init; } = 1;

    /// <inheritdoc/>
    public VisionBatch Batch(StepRandom random, long step)
    {
        var (images, truth) = batches.Batch(random, step);
        return new Labelled(images, truth);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch is of another task.</exception>
    public Tensor Loss(Tensor images, VisionBatch batch, StepContext at)
    {
        if (batch is not Labelled labelled)
            throw new ArgumentException($"the batch is a {batch.GetType().Name} of another task; take one that {nameof(Batch)} gave", nameof(batch));
        using var scope = NewDisposeScope();
        (network as IDropout)?.Drop(at.Random, at.Step);
        Tensor logits; // [N, K, H, W]
        using (at.Path.Forward())
            logits = network.call(images);
        var (predicted, truth) = (LabelMaps.Probabilities(logits), at.Path.Prepare(labelled.Truth));
        var loss = SegmentationLosses.CrossEntropy(predicted, truth) + SegmentationLosses.Dice(predicted, truth) * Held.Number(DiceWeight);
        return at.Group.Mean(loss).MoveToOuterDisposeScope();
    }

    /// <summary>The likeliest class of every pixel. The network is in evaluation mode afterwards.</summary>
    /// <param name="image">Of any size: the last row and column are repeated up to what the network needs.</param>
    public LabelImage Segment(RgbImage image)
    {
        network.eval();
        using var pixels = ImageTensor.Of(image);
        return new LabelImage(image.Rows, image.Columns, SegmentationTest.Segment(network, stride, pixels));
    }

    private sealed record Labelled(Tensor Images, Tensor Truth) : VisionBatch(Images);
}
