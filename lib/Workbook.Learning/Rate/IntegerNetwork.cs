using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>A network of convolutions, transposed and subpixel convolutions and (leaky) ReLUs, computed in integers.</summary>
/// <remarks>
/// Source of the idea: Ballé, Johnston, Minnen, "Integer Networks for Data Compression with Latent-Variable Models". Theirs trains with
/// integers; here a trained float network is rounded. A 5x5 transposed convolution of stride 2 becomes a 3x3 convolution to four
/// times the channels: of its 25 weights each of the 2x2 places sees 9, 6, 6 or 4.
/// </remarks>
internal sealed class IntegerNetwork : IDisposable
{
    private readonly List<IntegerLayer> layers = [];

    /// <summary>Rounds a float network.</summary>
    /// <param name="name">Of the network, for messages.</param>
    /// <param name="network">Its layers.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="ArgumentException">A layer is of another kind, has a weight that is not a number, or could reach sums of 2^53.</exception>
    internal IntegerNetwork(string name, Sequential network, Device device)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (child, layer) in network.named_children())
            Add($"{name}.{child}", layer, device);
    }

    /// <summary>The layers, first to last.</summary>
    internal IReadOnlyList<IntegerLayer> Layers => layers;

    /// <summary>Applies the network.</summary>
    /// <param name="maps">Fixed-point numbers [H, W, C].</param>
    /// <returns>[rH, rW, outputs]; the caller disposes it.</returns>
    internal Tensor Apply(Tensor maps)
    {
        using var scope = NewDisposeScope();
        return layers.Aggregate(maps, (x, layer) => layer.Apply(x)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => layers.ForEach(layer => layer.Dispose());

    private void Add(string name, nn.Module layer, Device device)
    {
        switch (layer)
        {
            case ReLU when layers.Count > 0:
                layers[^1] = layers[^1] with { Slope = 0 };
                break;
            case LeakyReLU leaky when layers.Count > 0:
                layers[^1] = layers[^1] with { Slope = Math.Round(leaky.negative_slope * (1 << 20)) / (1 << 20) };
                break;
            case Conv2d { weight: { } w } conv when w.shape[2] is 1 or 3 && conv.stride!.All(s => s == 1):
                layers.Add(new IntegerLayer(new IntegerMatrix(name, ByNeighbour(w), conv.bias!, device), (int)w.shape[2] / 2, 1));
                break;
            case ConvTranspose2d { weight: { } w } conv when w.shape[2] == 5 && conv.stride!.All(s => s == 2):
                layers.Add(new IntegerLayer(new IntegerMatrix(name, Gathering(w), conv.bias!.repeat(4), device), 1, 2));
                break;
            case Sequential { Count: 2 } pair when pair[0] is Conv2d { weight: { } w } conv && pair[1] is PixelShuffle { upscale_factor: 2 }:
                layers.Add(new IntegerLayer(new IntegerMatrix(name, ByPlace(ByNeighbour(w)), ByPlace(conv.bias!), device), (int)w.shape[2] / 2, 2));
                break;
            default:
                throw new ArgumentException($"{name} is a {layer.GetName()} that integers do not know; allowed are 1x1 and 3x3 convolutions, "
                    + "5x5 transposed ones of stride 2, 3x3 subpixel ones of factor 2, and ReLUs behind them");
        }
    }

    /// <summary>[out, in, k, k] to [k k in, out].</summary>
    private static Tensor ByNeighbour(Tensor weight) => weight.permute(2, 3, 1, 0).flatten(0, 2);

    /// <summary>The pixel shuffle's order of outputs, channel by channel and in each the 2x2 places, to place by place.</summary>
    private static Tensor ByPlace(Tensor values) => values.reshape([.. values.shape[..^1], -1, 4]).transpose(-1, -2).flatten(-2);

    /// <summary>A transposed convolution [in, out, 5, 5] seen from its outputs: [3 3 in, 2 2 out].</summary>
    /// <remarks>Output 2i + a takes input i + d times weight a + 2 - 2d, for d = -1, 0, 1 where there is such a weight.</remarks>
    private static Tensor Gathering(Tensor weight)
    {
        var (inputs, outputs) = (weight.shape[0], weight.shape[1]);
        var all = zeros([3, 3, inputs, 2, 2, outputs], weight.dtype);
        foreach (var (row, a) in Taps())
            foreach (var (column, b) in Taps())
                all.select(3, a).select(3, b)[row, column].copy_(weight.select(2, a + 4 - 2 * row).select(2, b + 4 - 2 * column));
        return all.view(9 * inputs, 4 * outputs);
    }

    /// <summary>Neighbours (0 to 2) and places (0, 1) that a weight joins.</summary>
    private static IEnumerable<(int Neighbour, int Place)> Taps() =>
        from neighbour in Enumerable.Range(0, 3) from place in Enumerable.Range(0, 2) where place + 4 - 2 * neighbour is >= 0 and <= 4 select (neighbour, place);
}
