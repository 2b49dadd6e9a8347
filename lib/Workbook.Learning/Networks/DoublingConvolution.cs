using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Doubles maps by repetition and convolves them, 3x3 or 3x3x3; maps that have the size already may stand beside them.</summary>
/// <remarks>
/// A repeated pixel meets two of a kernel's three places in each direction, so both steps together are one transposed convolution of stride 2 with a
/// kernel of 4: in place of 9 products a number 4, in 3D 8 of 27, and nothing of the double size in between. Maps laid out with their channels last
/// go this way; the others go through both steps as they are written.
/// </remarks>
internal sealed class DoublingConvolution : nn.Module<Tensor, Tensor>
{
    private readonly int dimensions;
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="dimensions">2 or 3.</param>
    /// <param name="inputs">Channels to double, and with those beside them.</param>
    /// <param name="outputs">Channels that come out.</param>
    internal DoublingConvolution(int dimensions, int inputs, int outputs) : base(nameof(DoublingConvolution))
    {
        this.dimensions = dimensions;
        weight = Layers.Learned(zeros([outputs, inputs, .. Each(3)]));
        bias = Layers.Learned(zeros(outputs));
        RegisterComponents();
    }

    /// <inheritdoc cref="Of"/>
    public override Tensor forward(Tensor maps) => Of(maps);

    /// <summary>The result.</summary>
    /// <param name="maps">[N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="beside">Maps of twice the size, whose channels come after; null where there are none.</param>
    /// <returns>[N, outputs, 2 H, 2 W], or with 2 D; the caller disposes it.</returns>
    internal Tensor Of(Tensor maps, Tensor? beside = null)
    {
        using var scope = NewDisposeScope();
        if (!ChannelsLast.Is(maps))
        {
            var doubled = Doubled(maps);
            return Convolved(beside is null ? doubled : cat([doubled, beside], 1), weight, bias).MoveToOuterDisposeScope();
        }
        var own = maps.shape[1];
        var (kernel, one, two) = (Transposed(beside is null ? weight : weight.narrow(1, 0, own)), Each(1), Each(2));
        var result = dimensions == 2 ? nn.functional.conv_transpose2d(maps, kernel, null, two, one) : nn.functional.conv_transpose3d(maps, kernel, null, two, one);
        result = beside is null ? result.add_(bias.view([-1, .. one])) // oneDNN takes as long for a transposed convolution's bias as for its weights
            : result.add_(Convolved(beside, weight.narrow(1, own, weight.shape[1] - own), bias));
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Twice the size in every direction, by repetition.</summary>
    internal static Tensor Doubled(Tensor maps)
        => nn.functional.interpolate(maps, scale_factor: [.. Enumerable.Repeat(2.0, (int)maps.dim() - 2)], mode: InterpolationMode.Nearest);

    private long[] Each(long value) => [.. Enumerable.Repeat(value, dimensions)];

    private Tensor Convolved(Tensor maps, Tensor kernel, Tensor? offset)
        => dimensions == 2 ? nn.functional.conv2d(maps, kernel, offset, padding: Each(1)) : nn.functional.conv3d(maps, kernel, offset, padding: Each(1));

    /// <summary>In every direction a, b, c become c, b + c, a + b, a: an even pixel meets a left of it and b + c, an odd one a + b and c right of it.</summary>
    private static Tensor Transposed(Tensor kernel)
    {
        for (var direction = 2; direction < kernel.dim(); direction++)
        {
            var (a, b, c) = (kernel.select(direction, 0), kernel.select(direction, 1), kernel.select(direction, 2));
            kernel = stack([c, b + c, a + b, a], direction);
        }
        return kernel.transpose(0, 1);
    }
}
