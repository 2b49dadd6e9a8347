using TorchSharp;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The same layers for images [N, C, H, W] and for volumes [N, C, D, H, W].</summary>
/// <remarks>Group normalisation, not batch normalisation as in SegAN: it has no running state and no view of other images, so training and use
/// compute the same, a run goes on exactly, and several processes give what one gives with the joined batch.</remarks>
internal sealed class Spatial
{
    private const int MostGroups = 8;

    /// <param name="dimensions">2 or 3.</param>
    /// <exception cref="ArgumentException">It is another number.</exception>
    internal Spatial(int dimensions)
        => Dimensions = dimensions is 2 or 3 ? dimensions : throw new ArgumentException($"Dimensions is {dimensions}; networks are for images (2) or volumes (3)");

    internal int Dimensions { get; }

    /// <summary>A convolution, padded so that stride 1 keeps a size and stride 2 halves it.</summary>
    internal nn.Module<Tensor, Tensor> Conv(int inputs, int outputs, int kernel = 3, int stride = 1)
    {
        var padding = (kernel - 1) / 2; // a kernel of 4 with stride 2 halves as well
        return Dimensions == 2 ? nn.Conv2d(inputs, outputs, kernel, stride: stride, padding: padding)
            : nn.Conv3d(inputs, outputs, kernel, stride: stride, padding: padding);
    }

    /// <summary>Group normalisation with up to 8 groups of at least 2 channels, and an activation with some slope below 0; 1 for none.</summary>
    internal static nn.Module<Tensor, Tensor> Norm(int channels, double slope = 1)
        => new GroupNormalization(Enumerable.Range(1, Math.Clamp(channels / 2, 1, MostGroups)).Last(groups => channels % groups == 0), channels, slope);

    /// <summary>Convolution, normalisation, ReLU (with a slope below 0 where it leaks).</summary>
    internal nn.Module<Tensor, Tensor> Layer(int inputs, int outputs, int kernel = 3, int stride = 1, double leak = 0)
        => nn.Sequential(Conv(inputs, outputs, kernel, stride), Norm(outputs, leak));

    /// <summary>Doubling by repetition, convolution, normalisation, ReLU.</summary>
    internal nn.Module<Tensor, Tensor> DoublingLayer(int inputs, int outputs)
        => nn.Sequential(new DoublingConvolution(Dimensions, inputs, outputs), Norm(outputs, slope: 0));

    /// <summary>Refuses tensors of another shape.</summary>
    /// <param name="maps">What came.</param>
    /// <param name="channels">C.</param>
    /// <param name="stride">What all sides must be multiples of.</param>
    /// <param name="who">The network, for the message.</param>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    internal void Check(Tensor maps, long channels, int stride, string who)
    {
        if (maps.dim() != Dimensions + 2 || maps.shape[1] != channels || maps.numel() == 0 || maps.shape[2..].Any(side => side % stride != 0))
            throw new ArgumentException($"{who} was given [{string.Join(", ", maps.shape)}]; it needs [N, {channels}, {(Dimensions == 2 ? "H, W" : "D, H, W")}]"
                + (stride > 1 ? $" with sides that are multiples of {stride}" : ""));
    }
}
