using TorchSharp;
using TorchSharp.Modules;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Learning.Rate;

/// <summary>Everything that decides which table codes which value, in integers: h_s, and where there is one the context model.</summary>
/// <remarks>
/// A float network gives other last digits on other processors; one table index off, and the rest of a stream is noise. Here weights and
/// values are integers held in float64, all sums stay below 2^53, and rounding is by shifts. Promised: the same tables and means on every
/// machine and device, for the same weights in float32.
/// </remarks>
public sealed class IntegerHyperDecoder : IDisposable
{
    private readonly IntegerNetwork network;
    private readonly IntegerContext? context;
    private readonly IntegerGaussian gaussian;
    private readonly Device device;

    /// <summary>Rounds a model's networks. Later changes of the model do not count.</summary>
    /// <param name="hyperSynthesis">h_s.</param>
    /// <param name="channels">M, the channels of y.</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <param name="contextPrediction">The masked convolution of a context model, or null.</param>
    /// <param name="entropyParameters">Its 1x1 layers, or null.</param>
    /// <exception cref="ArgumentException">A weight is not a number, or so large that sums could reach 2^53.</exception>
    public IntegerHyperDecoder(
        Sequential hyperSynthesis, int channels, Device? device = null, MaskedConv2d? contextPrediction = null, Sequential? entropyParameters = null)
    {
        this.device = device ?? CPU;
        network = new IntegerNetwork("h_s", hyperSynthesis, this.device);
        gaussian = new IntegerGaussian(channels, this.device);
        if (contextPrediction is not null && entropyParameters is not null)
            context = new IntegerContext(contextPrediction, entropyParameters, gaussian, this.device);
    }

    /// <summary>Starts the way of y.</summary>
    /// <param name="hyper">z, whose walk is over.</param>
    /// <param name="y">What is encoded, [1, M, 4h, 4w]; null to decode.</param>
    /// <param name="oneByOne">With a context model, true: each position is a wave of its own, in the order of rows. Streams are not made so; it
    /// is there to measure what waves save.</param>
    /// <returns>A walk of one wave, or of 4w + 3(4h - 1) with a context model; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">y has another size, or a value that is not a number.</exception>
    public LatentWalk Start(LatentWalk hyper, Tensor? y = null, bool oneByOne = false)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var maps = network.Apply(hyper.FixedPointMaps().to(device)); // [4h, 4w, 2M], or M scales alone
        if (context is not null)
            return new WavefrontWalk(context, maps, y, oneByOne);
        var (tables, means) = gaussian.Read(maps);
        return new PlainWalk(gaussian.Channels, (int)maps.shape[0], (int)maps.shape[1], tables, means, y);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        context?.Dispose();
        gaussian.Dispose();
    }
}
