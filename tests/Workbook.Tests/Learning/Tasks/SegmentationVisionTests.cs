using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Sets;
using Workbook.Learning.Devices;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Learning.Training.Distributed;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Tasks;

public sealed class SegmentationVisionTests : IDisposable
{
    private static readonly TrainingOptions Few = new() { BatchSize = 2, CropSize = 32, Device = "cpu", Threads = 1 };
    private readonly SegmentationTask polyps = SegmentationTask.Of(SegmentationDomain.Polyps(4, 48));
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        polyps.Dispose();
    }

    [Fact]
    public void The_loss_is_cross_entropy_plus_dice_with_a_gradient_for_weights_and_images()
    {
        var network = new Segmentor(new() { InputChannels = 3, Widths = [4, 6] }, 3);
        var task = new SegmentationVision(polyps, network, 4, Few);
        var at = new StepContext(5, new StepRandom(1), 0, new FastPath(Few), 1, ProcessGroup.Single);
        var batch = task.Batch(at.Random, at.Step);
        var truth = polyps.Batches(Few).Batch(at.Random, at.Step).Truth;
        var images = batch.Images.requires_grad_(true);
        var predicted = LabelMaps.Probabilities(network.call(images));
        var loss = task.Loss(images, batch, at);
        Assert.Equal(-(predicted.log() * truth + (1 - predicted).log() * (1 - truth)).mean().item<float>() + SegmentationLosses.Dice(predicted, truth).item<float>(), loss.item<float>(), 1e-5);
        loss.backward();
        Assert.True(images.grad!.abs().sum().item<float>() > 0);
        Assert.All(network.parameters(), parameter => Assert.NotNull(parameter.grad));
        Assert.Contains("of another task", Assert.Throws<ArgumentException>(() => task.Loss(images, new Foreign(images), at)).Message);
    }

    [Fact]
    public void Images_of_any_size_get_a_class_for_every_pixel_in_evaluation_mode()
    {
        var network = new ErfNet(new() { Widths = [4, 6, 8], Blocks = 0, Dilations = [2] }, 3);
        var task = new SegmentationVision(polyps, network, ErfNet.Stride, Few);
        var image = new RgbImage(13, 21, [.. Enumerable.Range(0, 3 * 13 * 21).Select(i => (byte)(7 * i))]);
        var labels = task.Segment(image);
        Assert.Equal((13, 21, false), (labels.Rows, labels.Columns, network.training));
        Assert.Equal(labels.Labels, task.Segment(image).Labels);
        Assert.All(labels.Labels, label => Assert.InRange(label, 0, 1));
    }

    [Fact]
    public void Volumes_and_crops_that_do_not_fit_are_refused()
    {
        using var hearts = SegmentationTask.Of(SegmentationDomain.Hearts(2), new VolumeShape(8, 16, 16));
        using var network = new ErfNet(ErfNetSizes.Small);
        Assert.Contains("3 dimensions", Assert.Throws<ArgumentException>(() => new SegmentationVision(hearts, network, 8, Few)).Message);
        Assert.Contains("CropSize is 36", Assert.Throws<ArgumentException>(() => new SegmentationVision(polyps, network, 8, Few with { CropSize = 36 })).Message);
    }

    private sealed record Foreign(Tensor Images) : VisionBatch(Images);
}
