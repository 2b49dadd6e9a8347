using Workbook.Codecs;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>An image or a volume as networks read it, with the true class of every pixel.</summary>
/// <param name="Image">float32 in [0, 1], [1, 3, H, W] or [1, 1, D, H, W], on the CPU. Its reader disposes it.</param>
/// <param name="Labels">A class for each pixel or voxel, columns fastest.</param>
public sealed record LabelledCase(Tensor Image, byte[] Labels) : IDisposable
{
    /// <summary>Pixels or voxels.</summary>
    public long Places => Labels.LongLength;

    /// <summary>A colour image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="labels">Of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static LabelledCase Of(RgbImage image, LabelImage labels) => (image.Rows, image.Columns) == (labels.Rows, labels.Columns)
        ? new(ImageTensor.Of(image).DetachFromDisposeScope(), labels.Labels)
        : throw new ArgumentException($"the image has {image.Rows} x {image.Columns} pixels, its labels {labels.Rows} x {labels.Columns}; both must be of one size");

    /// <summary>A scan, as <see cref="ImageTensor.Of(Volume)"/> brings it to [0, 1].</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="labels">Of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static LabelledCase Of(Volume scan, LabelVolume labels)
        => scan.Shape == labels.Shape ? new(ImageTensor.Of(scan).DetachFromDisposeScope(), labels.Labels)
            : throw new ArgumentException($"the scan is {scan.Shape}, its labels {labels.Shape}; both must have the same shape");

    /// <inheritdoc/>
    public void Dispose() => Image.Dispose();
}
