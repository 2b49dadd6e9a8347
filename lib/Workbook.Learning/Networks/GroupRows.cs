using System.Runtime.InteropServices;
using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>Group normalisation with (leaky) ReLU of maps whose channels lie side by side, on the CPU, in float32.</summary>
/// <remarks>A pixel's channels are a row. Forwards the rows are read twice, for the sums of every channel and for the result; backwards likewise: what
/// lies between is computed again from the input.</remarks>
internal sealed class GroupRows : autograd.SingleTensorFunction<GroupRows>
{
    public override string Name => nameof(GroupRows);

    /// <summary>True for maps that this can normalise, bfloat16 in float32.</summary>
    internal static bool CanTake(Tensor maps)
        => maps.device_type == DeviceType.CPU && maps.dtype is ScalarType.Float32 or ScalarType.BFloat16 && maps.numel() is > 0 and < int.MaxValue / sizeof(float) && ChannelsLast.Is(maps);

    /// <summary>The normalised maps.</summary>
    /// <param name="maps">float32 [N, C, H, W] or [N, C, D, H, W], channels last.</param>
    /// <param name="weight">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="groups">Into how many the channels are divided.</param>
    /// <param name="slope">Below 0.</param>
    /// <returns>Same shape and layout; the caller disposes it.</returns>
    internal static Tensor Of(Tensor maps, Tensor weight, Tensor bias, int groups, double slope) => apply(maps, weight, bias, groups, slope);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (maps, weight, bias, groups, slope) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (int)vars[3], (double)vars[4]);
        using var scope = NewDisposeScope();
        var x = ChannelsLast.Rows(maps);
        var y = empty_like(x);
        var blocks = new RowBlocks(x);
        var moments = Moments(x, blocks, groups);
        var kernels = Kernels(moments, blocks.Images, weight, bias, slope);
        blocks.ForEach((block, _) => kernels[block.Image].Forward(block.Of(x), block.Of(y)));
        var kept = tensor(MemoryMarshal.Cast<GroupMoments, double>(moments).ToArray(), [blocks.Images, groups, 2]);
        ctx.save_for_backward([maps, weight, bias, kept.MoveToOuterDisposeScope(), tensor(slope, float64).MoveToOuterDisposeScope()]); // what is saved is taken over after the return
        return ChannelsLast.FromRows(y).MoveToOuterDisposeScope();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        using var given = grad_output;
        var saved = ctx.get_saved_variables();
        var (x, weight, bias, moments, slope) = (ChannelsLast.Rows(saved[0]), saved[1], saved[2], saved[3].Numbers<GroupMoments>().ToArray(), saved[4].Numbers<double>()[0]);
        var (above, gradient) = (ChannelsLast.Rows(given).contiguous(), empty_like(x));
        var blocks = new RowBlocks(x);
        var kernels = Kernels(moments, blocks.Images, weight, bias, slope);
        var sums = blocks.Sums(2 * blocks.Channels, (block, into) => kernels[block.Image].GradientSums(block.Of(x), block.Of(above), into));
        blocks.ForEach((block, _) => kernels[block.Image].Backward(sums[block.Image], blocks.Rows, block.Of(x), block.Of(above), block.Of(gradient)));
        Tensor Total(int first) => tensor(Enumerable.Range(first, blocks.Channels).Select(i => (float)sums.Sum(image => image[i])).ToArray());
        var gradients = Gradients.Given(ChannelsLast.FromRows(gradient), Total(blocks.Channels), Total(0));
        saved.ForEach(one => one.Dispose());
        return [.. gradients, null!, null!];
    }

    /// <summary>Of every group of every image, one after the other.</summary>
    private static GroupMoments[] Moments(Tensor x, RowBlocks blocks, int groups)
    {
        var each = blocks.Channels / groups;
        var shifts = Enumerable.Range(0, blocks.Images).Select(image => x.Numbers<float>().Slice(image * blocks.Rows * blocks.Channels, blocks.Channels).ToArray()).ToArray();
        var sums = blocks.Sums(2 * blocks.Channels, (block, into) => RowKernels.Moments(block.Of(x), shifts[block.Image], into));
        return [.. shifts.Zip(sums).SelectMany(image => Enumerable.Range(0, groups).Select(g => GroupMoments.Of(blocks.Rows,
            image.First.AsSpan(g * each, each), image.Second.AsSpan(g * each, each), image.Second.AsSpan(blocks.Channels + g * each, each))))];
    }

    private static RowKernels[] Kernels(GroupMoments[] moments, int images, Tensor weight, Tensor bias, double slope)
    {
        float[] gamma = weight.Numbers<float>().ToArray(), beta = bias.Numbers<float>().ToArray();
        return [.. moments.Chunk(moments.Length / images).Select(image => new RowKernels(image, gamma, beta, (float)slope))];
    }
}
