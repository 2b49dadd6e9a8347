using System.Runtime.InteropServices;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>Trained joint networks as a codec with real files: C writes them on the device, g and S read them in the cloud.</summary>
/// <remarks>
/// Source: Liu et al., "Orchestrating Medical Image Compression and Remote Segmentation Networks". FORMAT.md beside this file describes streams.
/// The bits in a stream are exact everywhere; what g and S make of them are float32 networks, whose last digits differ between processors.
/// </remarks>
public sealed class JointCodec
{
    /// <summary>How streams end.</summary>
    public const string StreamEnding = ".wjc";

    internal const string CountsName = "counts";

    private readonly byte[] fingerprint;
    private readonly BitMapCoder coder;
    private readonly CompressionNet compression;
    private readonly int stride;

    /// <summary>Makes a codec of networks that stay the caller's and must not change from now on.</summary>
    /// <param name="networks">Trained, with C and g.</param>
    /// <param name="counts">What training codes taught, as <see cref="BitMapCoder.Count"/> counts; empty for nothing.</param>
    /// <param name="segmentationStride">What S needs the sides to be multiples of.</param>
    /// <exception cref="ArgumentException">Nothing is compressed, or the counts are of another code.</exception>
    public JointCodec(JointNetworks networks, ReadOnlySpan<int> counts, int segmentationStride)
    {
        compression = networks.Compression ?? throw new ArgumentException("these networks read images; a codec needs C and g", nameof(networks));
        Networks = networks;
        stride = Math.Max(compression.Sizes.Stride, segmentationStride);
        coder = counts.IsEmpty ? BitMapCoder.Untaught(compression.Sizes.CodeChannels) : new BitMapCoder(counts);
        if (coder.Channels != compression.Sizes.CodeChannels)
            throw new ArgumentException($"the counts are of {coder.Channels} channels, the code has {compression.Sizes.CodeChannels}", nameof(counts));
        fingerprint = Convert.FromHexString(Fingerprint = new TensorFile(Tensors(networks, counts)).Fingerprint);
    }

    /// <summary>C, g and S.</summary>
    public JointNetworks Networks { get; }

    /// <summary>SHA-256 of weights and counts, in 64 hex digits; streams tell its first four.</summary>
    public string Fingerprint { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    private bool IsVolume => compression.Sizes.Dimensions == 3;

    /// <summary>Counts the codes of training images, from which a codec's contexts start.</summary>
    /// <param name="networks">Trained, with C.</param>
    /// <param name="images">[1, C, H, W] or [1, C, D, H, W] each, of any size.</param>
    /// <returns>For the constructor.</returns>
    public static int[] Count(JointNetworks networks, IEnumerable<Tensor> images)
    {
        var c = networks.Compression ?? throw new ArgumentException("these networks read images; nothing is compressed", nameof(networks));
        var counts = new int[2 * BitMapCoder.Contexts * c.Sizes.CodeChannels];
        foreach (var image in images)
            BitMapCoder.Count(Code(c, image, c.Sizes.Stride), counts);
        return counts;
    }

    /// <summary>Whether bytes begin a stream of joint networks, of any version.</summary>
    /// <param name="stream">The whole stream, or its first byte.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => !stream.IsEmpty && !StreamKind.IsPaper(stream[0]) && StreamKind.Of(stream[0]) == StreamKind.Joint;

    /// <summary>The model that a stream asks for.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>The first four hex digits of its fingerprint. All else, the size too, takes the model.</returns>
    /// <exception cref="BitstreamException">The bytes do not start as a stream of joint networks does.</exception>
    public static string ModelIdOf(ReadOnlySpan<byte> stream)
    {
        StreamEnvelope.Peek(StreamKind.Joint, stream);
        return StreamEnvelope.ModelId(stream);
    }

    /// <summary>The size of the image in a stream, whose checksum is tested.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>In pixels, or for a volume in voxels; an image has the depth 1.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this model.</exception>
    public VolumeShape SizeOf(ReadOnlySpan<byte> stream)
    {
        var header = JointHeader.Open(stream, fingerprint, IsVolume, Limits, out _);
        return new(header.Depth, header.Rows, header.Columns);
    }

    /// <summary>On the device: an image becomes a file.</summary>
    /// <param name="image">float32 in [0, 1], [1, C, H, W] or [1, C, D, H, W], of any size.</param>
    /// <returns>The whole stream.</returns>
    /// <exception cref="ArgumentException">The image has another shape.</exception>
    public byte[] Encode(Tensor image)
    {
        if (image.dim() != compression.Sizes.Dimensions + 2 || image.shape[0] != 1 || image.shape[1] != compression.Sizes.InputChannels || image.numel() == 0)
            throw new ArgumentException($"the image is [{string.Join(", ", image.shape)}]; this codec takes [1, {compression.Sizes.InputChannels}, {(IsVolume ? "D, H, W" : "H, W")}]");
        var (rows, columns) = ((int)image.shape[^2], (int)image.shape[^1]);
        var header = new JointHeader(IsVolume ? (int)image.shape[2] : 1, rows, columns);
        return header.Seal(fingerprint, IsVolume, coder.Encode(Code(compression, image, stride)));
    }

    /// <summary>The bits of a stream.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>0 or 1, float32 [1, B, h, w] or [1, B, d, h, w] on the CPU; the caller disposes it.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this model.</exception>
    public Tensor DecodeBits(ReadOnlySpan<byte> stream) => DecodeBits(stream, out _);

    /// <summary>In the cloud: a file becomes a label map.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>The feature map that S read, and the labels' probabilities, of the size of the image; the caller disposes them.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this model.</exception>
    public (Tensor FeatureMap, Tensor Predicted) Segment(ReadOnlySpan<byte> stream)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var bits = DecodeBits(stream, out var header).to(compression.parameters().First().device);
        var (map, predicted) = Networks.Segment(bits);
        return (Cut(map, header).MoveToOuterDisposeScope(), Cut(predicted, header).MoveToOuterDisposeScope());
    }

    private Tensor DecodeBits(ReadOnlySpan<byte> stream, out JointHeader header)
    {
        header = JointHeader.Open(stream, fingerprint, IsVolume, Limits, out var payload);
        var parts = stride / compression.Sizes.Stride;
        int Side(int side) => ImageTensor.Strides(side, stride) * parts;
        var maps = coder.Decode(payload, IsVolume ? Side(header.Depth) : 1, Side(header.Rows), Side(header.Columns));
        using var bits = tensor(maps.Bits, dtype: uint8);
        using var wide = bits.to(float32);
        return IsVolume ? wide.reshape(1, maps.Channels, maps.Depth, maps.Rows, maps.Columns) : wide.reshape(1, maps.Channels, maps.Rows, maps.Columns);
    }

    /// <summary>The likelier bits of an image whose last rows and columns are repeated up to whole strides.</summary>
    private static BitMaps Code(CompressionNet c, Tensor image, int stride)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var padded = StridePadding.Fill(image, stride);
        var bits = StochasticBinarizer.Round(c.call(padded.to(c.parameters().First().device))).to(uint8).cpu().contiguous();
        var sides = bits.shape;
        return new BitMaps((int)sides[1], sides.Length == 5 ? (int)sides[2] : 1, (int)sides[^2], (int)sides[^1], bits.data<byte>().ToArray());
    }

    private Tensor Cut(Tensor maps, JointHeader header)
        => StridePadding.Cut(maps, IsVolume ? [header.Depth, header.Rows, header.Columns] : [header.Rows, header.Columns]);

    /// <summary>Weights and counts, which tell one model from another.</summary>
    internal static IEnumerable<StoredTensor> Tensors(JointNetworks networks, ReadOnlySpan<int> counts)
        => TensorFile.Of(networks).Tensors.Append(new StoredTensor(CountsName, TensorType.I32, [counts.Length], MemoryMarshal.AsBytes(counts).ToArray()));
}
