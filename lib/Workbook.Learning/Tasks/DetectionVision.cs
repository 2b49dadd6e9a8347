using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Detection;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>Finding objects in images with a <see cref="FasterRcnn"/>.</summary>
public sealed class DetectionVision : IVisionTask
{
    private readonly IReadOnlyList<(RgbImage Image, IReadOnlyList<ObjectBox> Objects)> cases;
    private readonly int batch, rows, columns;
    private readonly BoxJitter jitter;

    /// <summary>Takes a network and images; neither is copied.</summary>
    /// <param name="name">Of the images, in words that tell them from others.</param>
    /// <param name="network">Stays the caller's.</param>
    /// <param name="cases">At least one image with its objects, all of one size whose sides are multiples of the network's stride; each comes once in a pass.</param>
    /// <param name="batch">Images in a batch, those of all processes together.</param>
    /// <param name="jitter">How far they are moved at random; null for <see cref="BoxJitter.Usual"/>.</param>
    /// <exception cref="ArgumentException">There is no image, sizes differ or do not fit the network, an object is empty or of no class, or a number is out of its range.</exception>
    public DetectionVision(string name, FasterRcnn network, IReadOnlyList<(RgbImage Image, IReadOnlyList<ObjectBox> Objects)> cases, int batch,
        BoxJitter? jitter = null)
    {
        if (cases.Count == 0 || batch < 1)
            throw new ArgumentException($"there are {cases.Count} images for batches of {batch}; at least 1 of each is needed");
        (Name, Detector, this.cases, this.batch, this.jitter) = ($"Faster R-CNN on {name}", network, cases, batch, jitter ?? BoxJitter.Usual);
        (rows, columns) = (cases[0].Image.Rows, cases[0].Image.Columns);
        this.jitter.Check();
        foreach (var (image, objects) in cases)
            Check(image, objects);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The network.</summary>
    public FasterRcnn Detector { get; }

    nn.Module IVisionTask.Network => Detector;

    /// <inheritdoc/>
    public VisionBatch Batch(StepRandom random, long step)
    {
        var samples = EpochOrder.Of(random, step, batch, cases.Count);
        var (images, length) = (empty([samples.Length, 3, rows, columns]), 3 * rows * columns);
        var objects = new IReadOnlyList<ObjectBox>[samples.Length];
        foreach (var (i, (index, place)) in samples.Index())
            objects[i] = jitter.Place(cases[index].Image, cases[index].Objects, place, images.Numbers<float>().Slice(i * length, length));
        return new DetectionBatch(images, objects);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch is of another task, or the images do not fit it.</exception>
    public Tensor Loss(Tensor images, VisionBatch batch, StepContext at)
    {
        using var scope = NewDisposeScope();
        return at.Group.Mean(Terms(images, batch, at).Total).MoveToOuterDisposeScope();
    }

    /// <summary>What <see cref="Loss"/> adds up, over the samples of this process.</summary>
    /// <inheritdoc cref="Loss"/>
    public DetectionLoss Terms(Tensor images, VisionBatch batch, StepContext at)
    {
        if (batch is not DetectionBatch { Objects: var objects })
            throw new ArgumentException($"the batch is a {batch.GetType().Name}; a detector learns from a {nameof(DetectionBatch)}", nameof(batch));
        var part = at.Random.Part;
        var first = (at.Step * part.Parts + part.Index) * objects.Count; // the same for a sample, however many processes share the batch
        using var mixed = at.Path.Forward();
        return DetectionLoss.Of(Detector, images, objects, [.. objects.Select((_, i) => at.Random.For(0, first + i, "boxes"))]);
    }

    /// <summary>Finds objects in an image of any size.</summary>
    /// <param name="image">Left as it is; it is padded as far as the network's stride asks for.</param>
    /// <param name="selection">Which boxes are given; null for the usual.</param>
    /// <returns>Boxes within the image, the surest first.</returns>
    public IReadOnlyList<ScoredBox> Detect(RgbImage image, DetectionSelection? selection = null) => Detector.Detect(image, selection);

    private void Check(RgbImage image, IReadOnlyList<ObjectBox> objects)
    {
        var stride = Detector.Sizes.Stride;
        if (image.Rows != rows || image.Columns != columns || rows % stride != 0 || columns % stride != 0)
            throw new ArgumentException($"an image has {image.Rows} x {image.Columns} pixels, the first {rows} x {columns}; all must have one size, "
                + $"with sides that are multiples of {stride}");
        foreach (var box in objects)
            DetectionLoss.CheckObject(box, Detector.Sizes.Classes);
    }
}
