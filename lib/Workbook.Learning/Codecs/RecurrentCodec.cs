using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>A trained recurrent model as an image codec with real files: one model, as many rates as iterations.</summary>
/// <remarks>
/// Source: Toderici et al., "Full Resolution Image Compression with Recurrent Neural Networks". The paper codes bits with a second network; we take the
/// adaptive contexts of <see cref="BitMapCoder"/>, in which the slice before is the iteration before. FORMAT.md beside this file describes streams and model
/// files. Promised: a stream decodes to the same bits on every machine and device; damaged streams and those of another model are refused. The pixels are the
/// bits through a float32 network: on another processor a pixel between two levels may come out as the other one. Encoding, which runs the decoder's
/// network to see what is left over, is not promised to give the same bytes elsewhere. One codec may be used by several threads at once.
/// </remarks>
public sealed partial class RecurrentCodec : IImageCodec, IDisposable
{
    /// <summary>How model files end.</summary>
    public const string ModelEnding = ".wrm";

    /// <summary>How streams end.</summary>
    public const string StreamEnding = ".wrc";

    private readonly TensorFile file;
    private readonly byte[] fingerprint;
    private readonly Device device;
    private readonly RecurrentModel network;
    private readonly BitMapCoder coder;

    private RecurrentCodec(TensorFile file, Device device)
    {
        (this.file, this.device, fingerprint) = (file, device, Convert.FromHexString(file.Fingerprint));
        (Sizes, MostIterations) = RecurrentModelFile.Read(file);
        coder = new BitMapCoder(RecurrentModelFile.Counts(file, Sizes, MostIterations), MostIterations);
        network = RecurrentModelFile.Network(file, Sizes);
        network.eval();
        network.to(device);
        foreach (var parameter in network.parameters())
            parameter.DetachFromDisposeScope(); // a codec may outlive the scope it was made in
        Iterations = MostIterations;
    }

    /// <summary>How wide the networks are.</summary>
    public RecurrentSizes Sizes { get; }

    /// <summary>As many iterations as the model was trained for.</summary>
    public int MostIterations { get; }

    /// <summary>Iterations of a file: its rate. 1 to <see cref="MostIterations"/>, which it is at first.</summary>
    /// <exception cref="ArgumentException">The model was not trained for as many.</exception>
    public int Iterations
    {
        get;
        set => field = value >= 1 && value <= MostIterations ? value
            : throw new ArgumentException($"iterations is {value}; this model was trained for 1 to {MostIterations}", nameof(value));
    }

    /// <summary>What the model file says beside the weights: its sizes, and whatever its training left there.</summary>
    public IReadOnlyDictionary<string, string> Record => file.Metadata;

    /// <summary>SHA-256 of weights and counts, in 64 hex digits; streams tell its first four.</summary>
    public string Fingerprint => file.Fingerprint;

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; set; } = Limits.Default;

    /// <summary>For example <c>recurrent, 4 iterations</c>.</summary>
    public string Name => $"recurrent, {Iterations} iteration{(Iterations == 1 ? "" : "s")}";

    /// <summary>Counts the codes of training images, from which a codec's contexts start.</summary>
    /// <param name="network">Trained.</param>
    /// <param name="iterations">As many as the codec will have.</param>
    /// <param name="images">Of any size.</param>
    /// <returns>For <see cref="Of"/>.</returns>
    public static int[] Count(RecurrentModel network, int iterations, IEnumerable<RgbImage> images)
    {
        network.eval();
        var counts = new int[RecurrentModelFile.CountsLength(network.Sizes, iterations)];
        foreach (var image in images)
            BitMapCoder.Count(Bits(network, image, iterations), counts);
        return counts;
    }

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var iterations = Iterations;
        return new RecurrentHeader(image.Rows, image.Columns, iterations).Seal(fingerprint, coder.Encode(Bits(network, image, iterations)));
    }

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        using var scope = NewDisposeScope();
        var bits = DecodeBits(stream, out var header);
        return ImageTensor.ToImage(network.Decode(bits.to(device)), header.Rows, header.Columns);
    }

    /// <summary>Decodes a stream as far as it is exact: its bits, before the decoder's network.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>0 or 1. float32 [1, B, K, H/16, W/16] for K iterations, on the CPU; the caller disposes it.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this model.</exception>
    public Tensor DecodeBits(ReadOnlySpan<byte> stream) => DecodeBits(stream, out _);

    /// <summary>Whether bytes begin a recurrent codec's stream, of any version.</summary>
    /// <param name="stream">The whole stream, or its first byte.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => !stream.IsEmpty && !StreamKind.IsPaper(stream[0]) && StreamKind.Of(stream[0]) == StreamKind.Recurrent;

    /// <summary>Reads a stream's header without any model.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="limits">The largest image that is accepted; null for <see cref="Limits.Default"/>.</param>
    /// <returns>What the header says. The checksum is not tested: that takes the model.</returns>
    /// <exception cref="BitstreamException">The bytes do not start with the header of a recurrent codec's stream.</exception>
    public static RecurrentStreamInfo Inspect(ReadOnlySpan<byte> stream, Limits? limits = null)
    {
        var header = RecurrentHeader.Peek(stream, limits ?? Limits.Default);
        return new RecurrentStreamInfo(header.Rows, header.Columns, header.Iterations, StreamEnvelope.ModelId(stream), stream.Length);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose() => network.Dispose();

    private Tensor DecodeBits(ReadOnlySpan<byte> stream, out RecurrentHeader header)
    {
        header = RecurrentHeader.Open(stream, fingerprint, Limits, out var payload);
        var (k, h, w) = (header.Iterations, ImageTensor.Strides(header.Rows, RecurrentSizes.Stride), ImageTensor.Strides(header.Columns, RecurrentSizes.Stride));
        if (k > MostIterations || (long)Sizes.Bits * k * h * w > Array.MaxLength)
            throw new BitstreamException($"the header asks for {k} iterations of {Sizes.Bits} x {h} x {w} bits; this model was trained for {MostIterations}, and below 2^31 bits are allowed");
        var maps = coder.Decode(payload, k, h, w);
        using var bits = tensor(maps.Bits, dtype: uint8);
        using var wide = bits.to(float32);
        return wide.reshape(1, Sizes.Bits, k, h, w);
    }

    /// <summary>The bits of an image whose last rows and columns are repeated up to whole strides.</summary>
    private static BitMaps Bits(RecurrentModel network, RgbImage image, int iterations)
    {
        using var scope = NewDisposeScope();
        var padded = ChannelsLast.Of(ImageTensor.Padded(image, RecurrentSizes.Stride).to(network.parameters().First().device));
        var bits = network.Encode(padded, iterations).to(uint8).cpu().contiguous(); // [1, B, K, h, w]
        return new BitMaps(network.Sizes.Bits, iterations, (int)bits.shape[3], (int)bits.shape[4], bits.data<byte>().ToArray());
    }
}
