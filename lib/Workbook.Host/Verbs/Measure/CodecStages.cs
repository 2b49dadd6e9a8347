using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Host.Verbs.Measure;

/// <summary>What a learned codec does with an image, part by part with the time of each: the same calls as the codec's own, in the same order.</summary>
internal sealed class CodecStages : IDisposable
{
    private readonly CompressionModel _network;
    private readonly IntegerHyperDecoder? _integers;
    private readonly IntegerTables _bottleneck, _scales = GaussianConditional.ToTables();
    private readonly int[] _medians;

    /// <summary>Takes a codec, which must outlive this.</summary>
    public CodecStages(LearnedCodec codec)
    {
        _network = codec.Network;
        _integers = (_network as HyperpriorModel)?.ToIntegers();
        (_bottleneck, _medians) = (_network.Bottleneck.ToTables(), _network.Bottleneck.FixedPointMedians());
    }

    /// <summary>Encodes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="oneByOne">A context model takes positions one by one, not in waves.</param>
    public (byte[] Payload, StageClock Times) Encode(RgbImage image, bool oneByOne = false)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var clock = new StageClock();
        var y = _network.Analysis.call(ChannelsLast.Of(ImageTensor.Padded(image, _network.Stride))); // [1, M, H/16, W/16]
        var first = (_network as HyperpriorModel)?.HyperLatent(y) ?? y;
        clock.EndNetworks();
        var encoder = new RangeEncoder();
        using var walk = LatentWalk.Start(_medians, (int)first.shape[2], (int)first.shape[3], first);
        Encode(clock, encoder, walk, _bottleneck);
        using var second = _integers?.Start(walk, y, oneByOne);
        if (second is not null)
            Encode(clock, encoder, second, _scales);
        return (encoder.Finish(), clock);
    }

    /// <summary>Decodes.</summary>
    /// <param name="payload">Of an encoding with the same <paramref name="oneByOne"/>.</param>
    /// <param name="size">Of the image.</param>
    /// <param name="oneByOne">See there.</param>
    public (RgbImage Image, StageClock Times) Decode(byte[] payload, (int Rows, int Columns) size, bool oneByOne = false)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var clock = new StageClock();
        var decoder = new RangeDecoder(payload);
        int Strides(int side) => (side + _network.Stride - 1) / _network.Stride;
        using var walk = LatentWalk.Start(_medians, Strides(size.Rows), Strides(size.Columns));
        Decode(clock, ref decoder, walk, _bottleneck);
        using var second = _integers?.Start(walk, null, oneByOne);
        if (second is not null)
            Decode(clock, ref decoder, second, _scales);
        var latent = (second ?? walk).Latent();
        clock.EndIntegers();
        var image = ImageTensor.ToImage(_network.Synthesis.call(ChannelsLast.Of(latent)), size.Rows, size.Columns);
        clock.EndNetworks();
        return (image, clock);
    }

    public void Dispose() => _integers?.Dispose();

    private static void Encode(StageClock clock, RangeEncoder encoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
        {
            clock.EndIntegers();
            tables.Encode(encoder, walk.Symbols, walk.Tables);
            clock.EndRange();
        }
    }

    private static void Decode(StageClock clock, ref RangeDecoder decoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
        {
            clock.EndIntegers();
            tables.Decode(ref decoder, walk.Tables, walk.Symbols);
            clock.EndRange();
        }
    }
}
