using System.Globalization;

namespace Workbook.Codecs.Frequency;

/// <summary>Volumes by cosine transforms of blocks whose frequencies are quantised as finely as a network needs them, not as eyes do.</summary>
/// <remarks>
/// After Liu et al., "Machine Vision Guided 3D Medical Image Compression for Efficient Transmission and Accurate Segmentation in the Clouds" (CVPR 2019). Theirs is the idea: analyse which
/// frequency components of a volume matter to the network's result, turn that into quantisation steps once, and leave the rest of a transform coder as it is; they
/// build it into JPEG 2000's wavelets and search the mapping from importance to steps. Ours: cosine transforms of blocks of up to 8 x 8 x 8, importance as
/// the gradient of the loss by each coefficient, its root mean square (<c>FrequencySensitivity</c> of Workbook.Learning), steps inverse to it (<see cref="FrequencyTable.FromSensitivity"/>),
/// and the coding of levels, with a rate-distortion choice of each. With <see cref="FrequencyTable.Uniform"/> it is the same codec for squared error: the control.
/// FORMAT.md beside this file describes streams; they decode exactly the same everywhere.
/// </remarks>
public sealed record FrequencyVolumeCodec : IVolumeCodec
{
    /// <summary>How streams end.</summary>
    public const string StreamEnding = ".wfv";

    /// <summary>The largest step, in grey levels.</summary>
    public const double MostStep = 4095;

    private const int Parts = 16, PartBits = 4, IdBytes = 2;
    private const string StreamName = "frequency volume";
    private static readonly int[] Depths = [1, 2, 4, 8];

    /// <summary>Chooses the quality.</summary>
    /// <param name="step">Step of the finest frequency in grey levels of 0 to 255, rounded to 1/16: 1/16 to 4095.</param>
    /// <param name="table">Steps of the others; null for <see cref="FrequencyTable.Uniform"/>. Decoding needs the same table.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is out of its range.</exception>
    public FrequencyVolumeCodec(double step, FrequencyTable? table = null)
    {
        Step = step is >= 1.0 / Parts and <= MostStep ? Math.Round(step * Parts) / Parts
            : throw new ArgumentOutOfRangeException(nameof(step), $"step is {step} grey levels, allowed {1.0 / Parts} to {MostStep}");
        Table = table ?? FrequencyTable.Uniform;
    }

    /// <summary>Step of the finest frequency in grey levels; a coefficient is that of an orthonormal transform.</summary>
    public double Step { get; }

    /// <summary>Steps of the other frequencies.</summary>
    public FrequencyTable Table { get; }

    /// <summary>Most slices in a block, 1 to 8; null for the cheapest of 1, 2, 4 and 8, which takes four times as long to find.</summary>
    /// <remarks>Slices far apart have little in common. At one PSNR of 22 to 36 dB, blocks of one slice take 7 to 20 % fewer bytes than blocks of eight on heart scans whose slices
    /// are 10 mm apart, and 6 to 50 % more on brain scans of 1 mm.</remarks>
    public int? BlockDepth
    {
        get;
        init => field = value is null or (>= 1 and <= CosineTransform.Longest) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"a block depth of {value} was asked for, allowed 1 to {CosineTransform.Longest}");
    }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"3D DCT step={Step}")
        + (ReferenceEquals(Table, FrequencyTable.Uniform) ? "" : $" table={Table.Fingerprint[..(2 * IdBytes)]}");

    /// <inheritdoc/>
    public byte[] Encode(Volume volume)
    {
        var (levels, finest) = (VolumeLevels.Of(volume), (int)(Step * Parts));
        var depths = BlockDepth is { } only ? [only] : Depths.Where(depth => depth == 1 || depth < 2 * volume.Shape.Depth);
        var (deepest, best) = depths.Select(depth => (depth, FrequencyEncoder.Encode(levels, new(volume.Shape, depth), Steps(finest)))).MinBy(tried => tried.Item2.Cost);
        var body = new FieldWriter().Bytes(Table.FingerprintBytes.AsSpan(0, IdBytes)).Varint(finest).Byte(deepest).Bytes(best.Payload);
        return VolumeHeader.Seal(VolumeHeader.Frequency, volume, body.ToArray());
    }

    /// <inheritdoc/>
    public Volume Decode(ReadOnlySpan<byte> stream)
    {
        var header = VolumeHeader.Open(VolumeHeader.Frequency, StreamName, stream, Limits, out var body);
        var fields = new FieldReader(StreamName, body);
        var id = fields.Bytes(IdBytes);
        if (!id.SequenceEqual(Table.FingerprintBytes.AsSpan(0, IdBytes)))
            throw new BitstreamException($"this stream was made with table {Convert.ToHexStringLower(id)}..., the loaded one is {Table.Fingerprint[..8]}; load the table that its encoder used");
        var (finest, deepest) = (fields.Varint(), fields.Byte());
        fields.Require(finest is >= 1 and <= (int)(MostStep * Parts) && deepest is >= 1 and <= CosineTransform.Longest,
            $"a step of {finest} / {Parts} and blocks of {deepest} slices; allowed are up to {MostStep} and {CosineTransform.Longest}");
        return VolumeLevels.ToVolume(header, FrequencyDecoder.Decode(fields.Bytes(fields.Remaining), header.Shape, new(header.Shape, deepest), Steps(finest)));
    }

    /// <summary>Steps for blocks of each size, in units of samples.</summary>
    private Func<VolumeShape, int[]> Steps(int finest)
    {
        var known = new Dictionary<VolumeShape, int[]>();
        return sides => known.TryGetValue(sides, out var steps) ? steps : known[sides] = Table.Steps(sides, finest << BlockPlan.SampleBits - PartBits);
    }
}
