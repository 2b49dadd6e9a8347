using System.Globalization;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>A trained model as an image codec with real files: the factorised prior, the scale hyperprior, MBT2018-Mean or Cheng2020-Anchor.</summary>
/// <remarks>
/// FORMAT.md beside this file describes streams and model files byte by byte. Promised: a stream decodes to the same latents on every
/// machine and device, because integers alone decide about tables; damaged streams and those of another model are refused. The pixels
/// are the latents through g_s in float32: on another processor a pixel between two levels may come out as the other one.
/// Encoding is not promised to give the same bytes elsewhere. One codec may be used by several threads at once.
/// </remarks>
public sealed partial class LearnedCodec : IImageCodec, IDisposable
{
    /// <summary>How model files end.</summary>
    public const string ModelEnding = ".wlm";

    /// <summary>How streams end.</summary>
    public const string StreamEnding = ".wlc";

    private readonly TensorFile file;
    private readonly byte[] fingerprint;
    private readonly Device device;
    private readonly IntegerHyperDecoder? integers;
    private readonly LatentCoder coder;

    private LearnedCodec(TensorFile file, Device device)
    {
        (this.file, this.device, fingerprint) = (file, device, Convert.FromHexString(file.Fingerprint));
        (Architecture, Lambda) = ModelFile.Read(file);
        var tables = LatentTables.Read(file, Architecture);
        Network = ModelFile.Network(file, Architecture);
        Network.eval();
        Network.to(device);
        foreach (var parameter in Network.parameters())
            parameter.DetachFromDisposeScope(); // a codec may outlive the scope it was made in
        integers = Integers(Network, device);
        coder = new LatentCoder(tables, integers is null ? null : (hyper, y) => integers.Start(hyper, y));
    }

    /// <summary>Which model it is, and how wide.</summary>
    public ModelArchitecture Architecture { get; }

    /// <summary>What distortion weighed against rate in training; 0 where that is not known.</summary>
    public double Lambda { get; }

    /// <summary>What the model file says beside the weights: its architecture, and whatever its training left there.</summary>
    public IReadOnlyDictionary<string, string> Record => file.Metadata;

    /// <summary>The float networks, to look into. Changes do not reach the tables.</summary>
    public CompressionModel Network { get; }

    /// <summary>SHA-256 of weights and tables, in 64 hex digits; streams tell its first four.</summary>
    public string Fingerprint => file.Fingerprint;

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; set; } = Limits.Default;

    /// <summary>Architecture and lambda, for example <c>mbt2018-mean N=128 M=192 lambda=0.013</c>.</summary>
    public string Name => Lambda > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Architecture} lambda={Lambda}") : $"{Architecture}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var y = Network.Analysis.call(ChannelsLast.Of(ImageTensor.Padded(image, Network.Stride).to(device))); // [1, M, H/16, W/16]
        var z = (Network as HyperpriorModel)?.HyperLatent(y); // [1, N, H/64, W/64]
        return new LearnedHeader(image.Rows, image.Columns).Seal(fingerprint, coder.Encode(y, z));
    }

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var latents = DecodeLatents(stream, out var header);
        return ImageTensor.ToImage(Network.Synthesis.call(ChannelsLast.Of(latents.Y.to(device))), header.Rows, header.Columns);
    }

    /// <summary>Decodes a stream as far as it is exact: its latents, before g_s.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this model.</exception>
    public Latents DecodeLatents(ReadOnlySpan<byte> stream) => DecodeLatents(stream, out _);

    /// <summary>What the float networks estimate for an image's payload: the sum of -log2 p over its latents as a decoder has them.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Bits, without header and checksum.</returns>
    public double EstimateBits(RgbImage image)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var latents = DecodeLatents(Encode(image));
        var output = Network.call(ImageTensor.Padded(image, Network.Stride).to(device), new GivenLatents(latents));
        return Held.Value(output.Bits());
    }

    /// <summary>Whether bytes begin a learned codec's stream, of any version.</summary>
    /// <param name="stream">The whole stream, or its first byte.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => !stream.IsEmpty && !StreamKind.IsPaper(stream[0]) && StreamKind.Of(stream[0]) == StreamKind.Learned;

    /// <summary>Reads a stream's header without any model.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="limits">The largest image that is accepted; null for <see cref="Limits.Default"/>.</param>
    /// <returns>What the header says. The checksum is not tested: that takes the model.</returns>
    /// <exception cref="BitstreamException">The bytes do not start with the header of a learned codec's stream.</exception>
    public static LearnedStreamInfo Inspect(ReadOnlySpan<byte> stream, Limits? limits = null)
    {
        var header = LearnedHeader.Peek(stream, limits ?? Limits.Default);
        return new LearnedStreamInfo(header.Rows, header.Columns, StreamEnvelope.ModelId(stream), stream.Length);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        integers?.Dispose();
        Network.Dispose();
    }

    private static IntegerHyperDecoder? Integers(CompressionModel network, Device device)
    {
        try
        {
            return (network as HyperpriorModel)?.ToIntegers(device);
        }
        catch (ArgumentException e)
        {
            network.Dispose();
            throw new TensorFileException(e.Message, e);
        }
    }

    private Latents DecodeLatents(ReadOnlySpan<byte> stream, out LearnedHeader header)
    {
        header = LearnedHeader.Open(stream, fingerprint, Limits, out var payload);
        return coder.Decode(payload, ImageTensor.Strides(header.Rows, Network.Stride), ImageTensor.Strides(header.Columns, Network.Stride));
    }
}
