using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Networks;

/// <summary>The convolution of maps whose channels lie side by side to a map or a few, on the CPU, in float32.</summary>
/// <remarks>Images are computed side by side, and what they add to the weights' gradient is added in their order: the result does not depend on the threads.</remarks>
internal sealed class FewMapsRows : autograd.SingleTensorFunction<FewMapsRows>
{
    private const int MostMaps = 4; // beyond, oneDNN wastes little

    public override string Name => nameof(FewMapsRows);

    /// <summary>True for maps that this can convolve with a kernel.</summary>
    internal static bool CanTake(Tensor maps, Tensor weight) => weight.shape[0] <= MostMaps && maps.device_type == DeviceType.CPU && maps.dtype == ScalarType.Float32
        && maps.numel() is > 0 and < int.MaxValue / sizeof(float) && ChannelsLast.Is(maps);

    /// <summary>The maps convolved, padded with zeros.</summary>
    /// <param name="maps">float32 [N, C, H, W] or [N, C, D, H, W], channels last.</param>
    /// <param name="weight">[K, C, 3, 3] or [K, C, 3, 3, 3].</param>
    /// <param name="bias">[K].</param>
    /// <returns>[N, K, H, W] or [N, K, D, H, W], channels last; the caller disposes it.</returns>
    internal static Tensor Of(Tensor maps, Tensor weight, Tensor bias) => apply(maps, weight, bias);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (maps, weight, bias) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        using var scope = NewDisposeScope();
        var x = ChannelsLast.Rows(maps);
        var y = empty([.. x.shape[..^1], weight.shape[0]]);
        float[] kernel = Kernel(weight), offsets = bias.Numbers<float>().ToArray();
        EachImage(x, (image, shape) => shape.Convolve(Part(x, image), kernel, offsets, Part(y, image)));
        ctx.save_for_backward([maps, weight]);
        return ChannelsLast.FromRows(y).MoveToOuterDisposeScope();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        using var given = grad_output;
        var saved = ctx.get_saved_variables();
        var (x, weight, above) = (ChannelsLast.Rows(saved[0]), saved[1], ChannelsLast.Rows(given).contiguous());
        var (gradient, kernel, maps) = (zeros(x.shape), Kernel(weight), (int)weight.shape[0]);
        var sums = new double[x.shape[0]][];
        EachImage(x, (image, shape) => shape.Backward(Part(x, image), kernel, Part(above, image), Part(gradient, image), sums[image] = new double[kernel.Length + maps]));
        float[] total = [.. Enumerable.Range(0, kernel.Length + maps).Select(i => (float)sums.Sum(image => image[i]))];
        var ofKernel = ChannelsLast.FromRows(tensor(total[..kernel.Length], ChannelsLast.Rows(weight).shape));
        var gradients = Gradients.Given(ChannelsLast.FromRows(gradient), ofKernel, tensor(total[kernel.Length..]));
        saved.ForEach(one => one.Dispose());
        return [.. gradients];
    }

    private static void EachImage(Tensor x, Action<int, FewMapsShape> act)
    {
        var sides = x.shape[1..^1];
        var shape = new FewMapsShape(sides.Length == 3 ? (int)sides[0] : 1, (int)sides[^2], (int)sides[^1], (int)x.shape[^1], sides.Length == 3);
        Parallel.For(0, (int)x.shape[0], new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, image => act(image, shape));
    }

    /// <summary>[K, 3, 3, C] or [K, 3, 3, 3, C].</summary>
    private static float[] Kernel(Tensor weight)
    {
        using var rows = ChannelsLast.Rows(weight);
        using var dense = rows.contiguous();
        return dense.Numbers<float>().ToArray();
    }

    private static Span<float> Part(Tensor dense, int image)
    {
        var all = dense.Numbers<float>();
        var each = all.Length / (int)dense.shape[0];
        return all.Slice(image * each, each);
    }
}
