using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>How not to do it: the codec of a hyperprior model whose h_s computes in float32, to be watched failing.</summary>
/// <remarks>
/// Sums of floats depend on the order of adding, which each processor and library chooses for itself. Here each machine has a number and
/// adds the same products in an order of its own: the channels inside h_s are shuffled, all else is the same. Where its scale falls to the
/// other side of a border between two tables, it reads that value with the wrong table, and noise from there on. There is no checksum, so
/// that the noise can be seen. Nothing is promised: <see cref="LearnedCodec"/> is the codec to use.
/// </remarks>
public sealed class FloatHyperCodec : IImageCodec, IDisposable
{
    private const int HeaderBytes = 4;
    private static readonly float[] Borders = [.. GaussianConditional.Borders.Select(border => (float)border)];
    private readonly int machine;
    private readonly HyperpriorModel network;
    private readonly IntegerHyperDecoder integers;
    private readonly int[] medians;
    private readonly IntegerTables bottleneck;
    private readonly IntegerTables gaussian = GaussianConditional.ToTables();

    /// <summary>Takes a codec's networks.</summary>
    /// <param name="codec">bmshj2018-hyperprior or mbt2018-mean; stays the caller's.</param>
    /// <param name="machine">0 adds in the order of the model's channels, every other number in another order.</param>
    /// <exception cref="ArgumentException">The model has no hyperprior, or a context model.</exception>
    public FloatHyperCodec(LearnedCodec codec, int machine = 0)
    {
        if (codec.Network is not (ScaleHyperpriorModel or MeanScaleHyperpriorModel))
            throw new ArgumentException($"{codec.Architecture} does not fit; take bmshj2018-hyperprior or mbt2018-mean", nameof(codec));
        this.machine = machine;
        network = (HyperpriorModel)codec.Architecture.Create();
        network.load_state_dict(codec.Network.state_dict());
        if (machine != 0)
            ShuffledChannels.Apply(network.HyperSynthesis, (ulong)machine);
        (medians, bottleneck, integers) = (network.Bottleneck.FixedPointMedians(), network.Bottleneck.ToTables(), network.ToIntegers());
    }

    /// <inheritdoc/>
    public string Name => $"{network.GetName()} in float32 on machine {machine}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var y = network.Analysis.call(ImageTensor.Padded(image, network.Stride));
        using var walk = LatentWalk.Start(medians, (int)y.shape[2] / 4, (int)y.shape[3] / 4, network.HyperLatent(y));
        var encoder = new RangeEncoder();
        while (walk.Next())
            bottleneck.Encode(encoder, walk.Symbols, walk.Tables);
        var (scales, means) = Parameters(walk.Latent());
        int[] symbols = [.. Rows(y).Zip(means, (value, mean) => (int)MathF.Round(value - mean))];
        gaussian.Encode(encoder, symbols, Indices(scales));
        return [(byte)(image.Rows >> 8), (byte)image.Rows, (byte)(image.Columns >> 8), (byte)image.Columns, .. encoder.Finish()];
    }

    /// <summary>Decodes whatever stands there, as noise if need be.</summary>
    /// <param name="stream">A stream of this model, from any machine.</param>
    /// <returns>The image as this machine sees it.</returns>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var decoder = Start(stream, out var walk);
        var z = walk.Latent();
        var (scales, means) = Parameters(z);
        var symbols = new int[scales.Length];
        gaussian.Decode(ref decoder, Indices(scales), symbols);
        var rows = tensor(symbols.Zip(means, (symbol, mean) => Math.Clamp(symbol, -64, 64) + mean).ToArray()); // noise, but not of any height
        var y = rows.view(z.shape[2] * 4, z.shape[3] * 4, -1).permute(2, 0, 1).unsqueeze(0);
        return ImageTensor.ToImage(network.Synthesis.call(y.contiguous()), Side(stream, 0), Side(stream, 2));
    }

    /// <summary>What other machines find otherwise than this one.</summary>
    /// <param name="stream">A stream of this model.</param>
    /// <param name="others">The other machines.</param>
    /// <returns>One for each of them.</returns>
    public FloatDifference[] Compare(ReadOnlySpan<byte> stream, params IReadOnlyList<FloatHyperCodec> others)
    {
        var (scales, exact) = Find(stream);
        var (tables, found) = (Indices(scales), new FloatDifference[others.Count]);
        for (var i = 0; i < found.Length; i++)
        {
            var (theirs, theirExact) = others[i].Find(stream);
            var theirTables = Indices(theirs);
            found[i] = new FloatDifference(scales.Length, Count(scales, theirs), Count(tables, theirTables), Count(exact, theirExact),
                tables.AsSpan().CommonPrefixLength(theirTables));
        }
        return found;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        integers.Dispose();
        network.Dispose();
    }

    private static int Count<T>(T[] mine, T[] theirs) where T : IEquatable<T> => mine.Zip(theirs).Count(pair => !pair.First.Equals(pair.Second));

    private static int Side(ReadOnlySpan<byte> stream, int at) => stream[at] << 8 | stream[at + 1];

    private static int[] Indices(float[] scales) => [.. scales.Select(scale => Array.BinarySearch(Borders, scale) is var at && at < 0 ? ~at : at)];

    /// <summary>[1, C, h, w] to h w C values in the order of coding.</summary>
    private static float[] Rows(Tensor maps) => maps.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();

    /// <summary>Decodes z; noise may ask for more bytes than there are, so zeros follow.</summary>
    /// <returns>Where y begins.</returns>
    private RangeDecoder Start(ReadOnlySpan<byte> stream, out LatentWalk walk)
    {
        var (height, width) = (ImageTensor.Strides(Side(stream, 0), network.Stride), ImageTensor.Strides(Side(stream, 2), network.Stride));
        var decoder = new RangeDecoder((byte[])[.. stream[HeaderBytes..], .. new byte[64 * network.LatentChannels * height * width]]);
        walk = LatentWalk.Start(medians, height, width);
        while (walk.Next())
            bottleneck.Decode(ref decoder, walk.Tables, walk.Symbols);
        return decoder;
    }

    private (float[] Scales, float[] Means) Parameters(Tensor z)
    {
        var maps = network.HyperSynthesis.call(z); // [1, 2M, h, w], or M scales alone
        var scales = Rows(maps.narrow(1, 0, network.LatentChannels));
        return (scales, maps.shape[1] == network.LatentChannels ? new float[scales.Length] : Rows(maps.narrow(1, network.LatentChannels, network.LatentChannels)));
    }

    /// <summary>The scales in floats, and the tables in integers.</summary>
    private (float[] Scales, int[] ExactTables) Find(ReadOnlySpan<byte> stream)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Start(stream, out var hyper);
        using var walk = integers.Start(hyper);
        walk.Next();
        return (Parameters(hyper.Latent()).Scales, walk.Tables.ToArray());
    }
}
