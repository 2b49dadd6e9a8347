using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Frequency;
using Workbook.Learning.Losses;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>How much a segmentation network feels each frequency of its input: what a <see cref="FrequencyTable"/> is made of.</summary>
/// <remarks>
/// After Liu et al., "Machine Vision Guided 3D Medical Image Compression for Efficient Transmission and Accurate Segmentation in the Clouds" (CVPR 2019), who set the steps of a
/// transform by how much each frequency matters to a segmentation network. Of their paper the abstract was at hand, so how it is measured here is ours: a cosine transform is
/// orthonormal, so the gradient of the loss by the coefficients of a block is the transform of its gradient by the voxels, and its root mean square over blocks and volumes
/// tells what an error costs. Near its optimum a trained network's mean gradient vanishes, its mean square does not: that is the Fisher information, the curvature to
/// which small errors add up.
/// Deterministic on one machine.
/// </remarks>
public static class FrequencySensitivity
{
    private const int Side = FrequencyTable.Side;

    /// <summary>Measures it on labelled volumes.</summary>
    /// <param name="network">Trained, from images to logits of labels. Its weights and mode stay as they are.</param>
    /// <param name="cases">Images float32 in [0, 1], [1, 1, D, H, W] or [1, 1, H, W], of any size that the network takes, each with the one-hot labels that the loss takes; on
    /// the network's device. They stay the caller's.</param>
    /// <param name="loss">Of probabilities and labels, such as <c>SegmentationLosses.Dice</c>; a scalar, which is disposed.</param>
    /// <param name="cancel">Stops between two volumes.</param>
    /// <returns>Root mean square of the loss's gradient by each coefficient: 512 numbers for <see cref="FrequencyTable.FromSensitivity"/>. Frequencies that volumes with
    /// fewer than 8 slices do not have are those of the nearest one.</returns>
    /// <exception cref="ArgumentException">There is no case, an image has another shape, or a gradient is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static double[] Of(nn.Module<Tensor, Tensor> network, IEnumerable<(Tensor Image, Tensor Truth)> cases, Func<Tensor, Tensor, Tensor> loss, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (squares, blocks, training) = (new double[FrequencyTable.Count], 0L, network.training);
        using var frozen = new Frozen(network);
        network.eval();
        try
        {
            foreach (var (image, truth) in cases)
            {
                cancel.ThrowIfCancellationRequested();
                var (gradient, shape) = (Gradient(network, image, truth, loss), Shape(image));
                blocks += Add(gradient, shape, squares);
            }
        }
        finally
        {
            network.train(training);
        }
        return blocks > 0 && squares.All(double.IsFinite) ? Array.ConvertAll(squares, sum => Math.Sqrt(sum / blocks))
            : throw new ArgumentException(blocks == 0 ? "there is no labelled volume to measure on" : "the loss's gradient is not finite; is the network trained?", nameof(cases));
    }

    /// <summary>The table of steps for a segmentation network, from the cases that it was trained on.</summary>
    /// <param name="network">Trained, from images to logits of labels.</param>
    /// <param name="stride">What it needs the sides to be multiples of; the last slices, rows and columns are repeated up to there.</param>
    /// <param name="channels">Of its label map.</param>
    /// <param name="cases">Grey images or volumes of any size.</param>
    /// <param name="cancel">Stops between two cases.</param>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static FrequencyTable Table(nn.Module<Tensor, Tensor> network, int stride, int channels, IEnumerable<LabelledCase> cases, CancellationToken cancel = default)
        => FrequencyTable.FromSensitivity(Of(network, Padded(cases, stride, channels), SegmentationLosses.Dice, cancel));

    private static IEnumerable<(Tensor Image, Tensor Truth)> Padded(IEnumerable<LabelledCase> cases, int stride, int channels)
    {
        foreach (var one in cases)
        {
            using var scope = NewDisposeScope();
            var labels = tensor(one.Labels).to(int64).reshape([1, .. one.Image.shape[2..]]);
            yield return (StridePadding.Fill(one.Image, stride), StridePadding.Fill(LabelMaps.OneHot(labels, channels), stride));
        }
    }

    private static VolumeShape Shape(Tensor image) => image.dim() is 4 or 5 && image.shape[0] == 1 && image.shape[1] == 1 && image.numel() > 0
        ? new(image.dim() == 5 ? (int)image.shape[2] : 1, (int)image.shape[^2], (int)image.shape[^1])
        : throw new ArgumentException($"an image is [{string.Join(", ", image.shape)}]; needed is [1, 1, D, H, W] or [1, 1, H, W]");

    /// <summary>The loss's gradient by the voxels.</summary>
    private static float[] Gradient(nn.Module<Tensor, Tensor> network, Tensor image, Tensor truth, Func<Tensor, Tensor, Tensor> loss)
    {
        Shape(image);
        using var scope = NewDisposeScope();
        var input = image.detach().clone().requires_grad_();
        loss(LabelMaps.Probabilities(network.call(input)), truth).backward();
        return (input.grad ?? throw new ArgumentException("the loss does not depend on the image", nameof(loss))).to(float32).cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>Adds the squares of all blocks' coefficients. The last block of a side ends at the border, over the one before where it must.</summary>
    /// <returns>How many blocks there are.</returns>
    private static long Add(float[] gradient, VolumeShape shape, double[] squares)
    {
        var sides = new VolumeShape(Math.Min(Side, shape.Depth), Math.Min(Side, shape.Rows), Math.Min(Side, shape.Columns));
        var own = new double[sides.Count];
        var count = 0L;
        foreach (var slice in Starts(shape.Depth))
            foreach (var row in Starts(shape.Rows))
                foreach (var column in Starts(shape.Columns))
                {
                    var block = Transformed(gradient, shape, sides, slice, row, column);
                    for (var at = 0; at < own.Length; at++)
                        own[at] += block[at] * block[at];
                    count++;
                }
        for (var entry = 0; entry < squares.Length; entry++)
            squares[entry] += own[sides.IndexOf(Nearest(entry / Side / Side, sides.Depth), Nearest(entry / Side % Side, sides.Rows), Nearest(entry % Side, sides.Columns))];
        return count;
    }

    private static IEnumerable<int> Starts(int length) =>
        Enumerable.Range(0, (length + Side - 1) / Side).Select(part => Math.Max(0, Math.Min(part * Side, length - Side)));

    /// <summary>The frequency of n that stands for an entry of the table: of those that look it up, or next to it.</summary>
    private static int Nearest(int entry, int n) => Math.Min(n - 1, (2 * entry * n + Side) / (2 * Side));

    private static double[] Transformed(float[] gradient, VolumeShape shape, VolumeShape sides, int slice, int row, int column)
    {
        var block = new double[sides.Count];
        for (var at = 0; at < block.Length; at++)
            block[at] = gradient[shape.IndexOf(slice + at / (sides.Rows * sides.Columns), row + at / sides.Columns % sides.Rows, column + at % sides.Columns)];
        block = Along(block, sides.Columns, 1);
        block = Along(block, sides.Rows, sides.Columns);
        return Along(block, sides.Depth, sides.Rows * sides.Columns);
    }

    /// <summary>The cosine transform of all lines of n values that lie a step apart.</summary>
    private static double[] Along(double[] block, int n, int step)
    {
        var (matrix, result) = (CosineTransform.Matrix(n), new double[block.Length]);
        for (var at = 0; at < block.Length; at++)
        {
            var (k, start) = (at / step % n, at - at / step % n * step);
            for (var i = 0; i < n; i++)
                result[at] += matrix[k * n + i] * block[start + i * step];
        }
        return result;
    }
}
