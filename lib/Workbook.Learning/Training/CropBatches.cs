using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Random square crops of images in memory, half of them mirrored; every image comes once in each pass, in an order of its own.</summary>
public sealed class CropBatches : IImageBatches
{
    private readonly IReadOnlyList<RgbImage> _images;
    private readonly int _batch;
    private readonly int _size;

    /// <summary>Takes images; they are not copied.</summary>
    /// <param name="images">At least one, each at least as high and as wide as a crop.</param>
    /// <param name="batch">Crops in a batch, all processes together.</param>
    /// <param name="size">Height and width of a crop in pixels.</param>
    /// <exception cref="ArgumentException">There is no image, or one is too small.</exception>
    public CropBatches(IReadOnlyList<RgbImage> images, int batch, int size)
    {
        if (images.Count == 0)
            throw new ArgumentException("there are no images to train on", nameof(images));
        if (images.FirstOrDefault(image => Math.Min(image.Rows, image.Columns) < size) is { } small)
            throw new ArgumentException($"an image has {small.Rows} x {small.Columns} pixels, too small for crops of {size} x {size}; leave it out or take smaller crops", nameof(images));
        (_images, _batch, _size) = (images, batch, size);
    }

    /// <inheritdoc/>
    public int Count => _images.Count;

    /// <inheritdoc/>
    public Tensor Batch(StepRandom random, long step)
    {
        var samples = EpochOrder.Of(random, step, _batch, Count);
        var batch = empty([samples.Length, 3, _size, _size]);
        foreach (var (i, (index, crop)) in samples.Index())
            Crop(_images[index], crop, batch.Numbers<float>().Slice(i * 3 * _size * _size, 3 * _size * _size));
        return batch;
    }

    private void Crop(RgbImage image, SeededRandom random, Span<float> planes)
        => ImageTensor.Write(image, random.Next(image.Rows - _size + 1), random.Next(image.Columns - _size + 1), _size, random.Next(2) == 1, planes);
}
