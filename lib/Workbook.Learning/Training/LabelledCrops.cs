using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Random square crops of images with their label maps, half of them mirrored; every image comes once in each pass.</summary>
public sealed class LabelledCrops : IPairBatches
{
    private readonly IReadOnlyList<(RgbImage Image, LabelImage Labels)> cases;
    private readonly int classes, batch, size;

    /// <summary>Takes images and labels; they are not copied.</summary>
    /// <param name="cases">At least one, each at least as high and as wide as a crop, labels of the same size.</param>
    /// <param name="classes">Channels of the label map: 1 for one object, whose label is 1; else the classes with the background.</param>
    /// <param name="batch">Crops in a batch, all processes together.</param>
    /// <param name="size">Height and width of a crop in pixels.</param>
    /// <exception cref="ArgumentException">There is no case, one is too small, or a label map is of another size or has a label that is no class.</exception>
    public LabelledCrops(IReadOnlyList<(RgbImage Image, LabelImage Labels)> cases, int classes, int batch, int size)
    {
        if (cases.Count == 0 || classes < 1)
            throw new ArgumentException($"there are {cases.Count} images and {classes} channels of labels to train on; at least one of each is needed", nameof(cases));
        foreach (var (image, labels) in cases)
            Check(image, labels, classes, size);
        (this.cases, this.classes, this.batch, this.size) = (cases, classes, batch, size);
    }

    /// <inheritdoc/>
    public (Tensor Images, Tensor Truth) Batch(StepRandom random, long step)
    {
        using var scope = NewDisposeScope();
        var samples = EpochOrder.Of(random, step, batch, cases.Count);
        var (images, labels) = (empty([samples.Length, 3, size, size]), empty([samples.Length, size, size], int64));
        foreach (var (i, (index, crop)) in samples.Index())
        {
            var (image, truth) = cases[index];
            var (top, left, mirrored) = (crop.Next(image.Rows - size + 1), crop.Next(image.Columns - size + 1), crop.Next(2) == 1);
            ImageTensor.Write(image, top, left, size, mirrored, images.Numbers<float>().Slice(i * 3 * size * size, 3 * size * size));
            Write(truth, top, left, mirrored, labels.Numbers<long>().Slice(i * size * size, size * size));
        }
        return (images.MoveToOuterDisposeScope(), LabelMaps.OneHot(labels, classes).MoveToOuterDisposeScope());
    }

    private void Write(LabelImage labels, int top, int left, bool mirrored, Span<long> crop)
    {
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                crop[row * size + column] = labels.Labels[(top + row) * labels.Columns + left + (mirrored ? size - 1 - column : column)];
    }

    private static void Check(RgbImage image, LabelImage labels, int classes, int size)
    {
        if (image.Rows != labels.Rows || image.Columns != labels.Columns)
            throw new ArgumentException($"an image has {image.Rows} x {image.Columns} pixels, its labels {labels.Rows} x {labels.Columns}; both must be of one size");
        if (Math.Min(image.Rows, image.Columns) < size)
            throw new ArgumentException($"an image has {image.Rows} x {image.Columns} pixels, too small for crops of {size} x {size}; leave it out or take smaller crops");
        if (labels.Labels.Max() > Math.Max(1, classes - 1))
            throw new ArgumentException($"a label map has the label {labels.Labels.Max()}; with {classes} channels allowed is 0 to {Math.Max(1, classes - 1)}");
    }
}
