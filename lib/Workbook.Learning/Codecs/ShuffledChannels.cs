using TorchSharp;
using TorchSharp.Modules;
using Workbook.Codecs;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>Puts the channels between a network's convolutions into another order. It computes the same, but adds in another order.</summary>
internal static class ShuffledChannels
{
    /// <summary>Shuffles.</summary>
    /// <param name="network">Plain and transposed convolutions in a row, with functions of single values between them; changed in place.</param>
    /// <param name="seed">Of the order.</param>
    internal static void Apply(Sequential network, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var random = new SeededRandom(seed);
        var layers = network.children().Where(layer => layer is Conv2d or ConvTranspose2d).ToArray();
        foreach (var (before, after) in layers.Zip(layers.Skip(1)))
        {
            var (weight, bias) = Parameters(before);
            var order = Enumerable.Range(0, (int)bias.shape[0]).Select(channel => (long)channel).ToArray();
            random.Shuffle<long>(order);
            var channels = tensor(order);
            Shuffle(weight, Outputs(before), channels);
            Shuffle(bias, 0, channels);
            Shuffle(Parameters(after).Weight, 1 - Outputs(after), channels);
        }
    }

    private static (Tensor Weight, Tensor Bias) Parameters(nn.Module layer) => (layer.get_parameter("weight")!, layer.get_parameter("bias")!);

    private static int Outputs(nn.Module layer) => layer is ConvTranspose2d ? 1 : 0;

    private static void Shuffle(Tensor values, int dimension, Tensor channels) => values.copy_(values.index_select(dimension, channels));
}
