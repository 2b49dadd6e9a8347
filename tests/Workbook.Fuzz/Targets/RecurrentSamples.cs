using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using static TorchSharp.torch;

namespace Workbook.Fuzz.Targets;

/// <summary>Recurrent codecs of milliseconds, untrained, with contexts that noise has taught.</summary>
internal static class RecurrentSamples
{
    /// <summary>A codec.</summary>
    /// <param name="seed">Of its weights.</param>
    /// <param name="iterations">As many as it may code.</param>
    internal static RecurrentCodec Make(ulong seed = 3, int iterations = 3)
    {
        using var network = Network(new() { EncoderWidths = [4, 4, 5, 6], DecoderWidths = [8, 4, 4, 4], Bits = 4 }, seed);
        return RecurrentCodec.Of(network, iterations, RecurrentCodec.Count(network, iterations, [LearnedSamples.Image(48, 80, 1)]), device: "cpu");
    }

    /// <summary>Networks with weights so large that bits depend on pixels; the caller disposes them.</summary>
    internal static RecurrentModel Network(RecurrentSizes sizes, ulong seed)
    {
        NativeTorch.Load();
        using var frozen = no_grad();
        var network = new RecurrentModel(sizes, seed);
        foreach (var weights in network.parameters().Where(parameter => parameter.dim() == 4))
            weights.mul_(6);
        return network;
    }
}
