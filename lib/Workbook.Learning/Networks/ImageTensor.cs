using TorchSharp;
using Workbook.Codecs;
using Workbook.Imaging.Volumes;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Between images of bytes and tensors.</summary>
public static class ImageTensor
{
    private static readonly float[] Unit = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>A whole image.</summary>
    /// <param name="image">Left as it is.</param>
    /// <returns>float32 [1, 3, H, W] in [0, 1] on the CPU; the caller disposes it.</returns>
    public static Tensor Of(RgbImage image) => Of(image, 0, 0, image.Rows, image.Columns);

    /// <summary>A scan, brought to [0, 1] by <see cref="VolumeIntensity.ToUnit"/>.</summary>
    /// <param name="scan">Left as it is.</param>
    /// <returns>float32 [1, 1, D, H, W] on the CPU; the caller disposes it.</returns>
    public static Tensor Of(Volume scan)
    {
        using var flat = tensor(VolumeIntensity.ToUnit(scan).Voxels);
        return flat.reshape(1, 1, scan.Shape.Depth, scan.Shape.Rows, scan.Shape.Columns);
    }

    /// <summary>A part of an image.</summary>
    /// <param name="image">Left as it is.</param>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="rows">H.</param>
    /// <param name="columns">W.</param>
    /// <returns>float32 [1, 3, H, W] in [0, 1] on the CPU; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The part is not inside the image.</exception>
    public static Tensor Of(RgbImage image, int top, int left, int rows, int columns)
    {
        var tensor = empty([1, 3, rows, columns]);
        Write(image, top, left, columns, mirrored: false, tensor.Numbers<float>());
        return tensor;
    }

    /// <summary>An image with its last row and column repeated below and to the right, up to multiples of a model's stride.</summary>
    /// <param name="image">Left as it is.</param>
    /// <param name="stride">At least 1.</param>
    /// <returns>float32 [1, 3, H, W] in [0, 1] on the CPU; the caller disposes it.</returns>
    public static Tensor Padded(RgbImage image, int stride)
    {
        using var scope = NewDisposeScope();
        var (below, right) = (Strides(image.Rows, stride) * stride - image.Rows, Strides(image.Columns, stride) * stride - image.Columns);
        return nn.functional.pad(Of(image), [0, right, 0, below], PaddingModes.Replicate).MoveToOuterDisposeScope();
    }

    /// <summary>The first rows and columns of a picture as bytes: 255 x, kept within 0 and 255, rounded.</summary>
    /// <param name="picture">float32 [1, 3, H, W], about in [0, 1], on any device.</param>
    /// <param name="rows">1 to H.</param>
    /// <param name="columns">1 to W.</param>
    public static RgbImage ToImage(Tensor picture, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var part = picture.narrow(2, 0, rows).narrow(3, 0, columns)[0].permute(1, 2, 0); // [rows, columns, 3]
        var bytes = part.mul(Held.Number(255)).clamp_(Held.Number(0), Held.Number(255)).round_().to(uint8).cpu().contiguous();
        return new RgbImage(rows, columns, bytes.data<byte>().ToArray());
    }

    /// <summary>How many strides cover a side.</summary>
    internal static int Strides(int side, int stride) => (side + stride - 1) / stride;

    /// <summary>Writes a part of an image as three planes, red first, perhaps mirrored left to right.</summary>
    /// <param name="image">The image.</param>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="columns">Width of the part.</param>
    /// <param name="mirrored">Whether its columns come from right to left.</param>
    /// <param name="planes">Three planes; their length says how many rows there are.</param>
    /// <exception cref="ArgumentException">The part is not inside the image.</exception>
    internal static void Write(RgbImage image, int top, int left, int columns, bool mirrored, Span<float> planes)
    {
        var plane = planes.Length / 3;
        var rows = columns > 0 ? plane / columns : 0;
        if (rows < 1 || top < 0 || left < 0 || top > image.Rows - rows || left > image.Columns - columns)
            throw new ArgumentException($"{rows} x {columns} pixels from row {top}, column {left} on are not inside an image of {image.Rows} x {image.Columns}");
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var from = 3 * ((top + row) * image.Columns + left + (mirrored ? columns - 1 - column : column));
                for (var channel = 0; channel < 3; channel++)
                    planes[channel * plane + row * columns + column] = Unit[image.Pixels[from + channel]];
            }
    }
}
