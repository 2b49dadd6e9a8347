using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>BPG (Bellard) files with one HEVC intra picture by x265, made and read through <see cref="Hevc"/> and ffmpeg.</summary>
/// <remarks>
/// The files are BPG's own (<c>BpgHeader</c>), which any BPG decoder reads: a header of 12 to 16 bytes in the place of the video and sequence parameter sets, then picture
/// parameter set and picture. Settings are those of bpgenc 0.9.8 with x265: full-range BT.601 YCbCr of 8 bits, level 8 by default, which is the preset <c>veryslow</c>, no
/// psychovisual choices, loop filters as they come. One differs in its name: x265 codes intra pictures 3 below the QP that bpgenc is given, so <c>bpgenc -q 29</c>, its
/// default, is QP 26 here. Read are files of this kind alone: 8 bits, 4:2:0 with chroma in the middle or 4:4:4, without alpha, extensions and animation.
/// x265 codes no side below 25 pixels. Files have no checksum: damage may show as wrong pixels.
/// </remarks>
public sealed record Bpg : IImageCodec
{
    /// <summary>How its files end.</summary>
    public const string StreamEnding = ".bpg";

    private const int LeastSide = 25, SizeBytes = 4;
    private readonly Hevc hevc;

    /// <summary>Chooses quality and colour resolution.</summary>
    /// <param name="quantizer">QP of the picture, 0 (finest) to 51 (smallest).</param>
    /// <param name="fullColor">True: 4:4:4, a colour for each pixel; false: 4:2:0, one for 2 x 2.</param>
    /// <param name="level">Effort as bpgenc counts it, 1 (fastest, x265's preset <c>superfast</c>) to 9 (<c>placebo</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">QP or level is outside its range.</exception>
    public Bpg(int quantizer, bool fullColor = false, int level = 8) => hevc = new(quantizer, fullColor, Hevc.Presets[NativeCodec.InRange(level, 1, 9, nameof(level))]);

    /// <summary>Why this codec cannot be used here; null where it can: it needs ffmpeg with libx265 on the search path.</summary>
    public static string? WhyMissing => Hevc.WhyMissing;

    /// <summary>Whether this codec can be used here.</summary>
    public static bool IsAvailable => WhyMissing is null;

    /// <summary>QP of the picture, 0 (finest) to 51 (smallest).</summary>
    public int Quantizer => hevc.Quantizer;

    /// <summary>True: 4:4:4; false: 4:2:0.</summary>
    public bool FullColor => hevc.FullColor;

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"BPG {(FullColor ? "4:4:4" : "4:2:0")} QP={Quantizer}";

    /// <summary>Whether bytes begin a BPG file.</summary>
    /// <param name="stream">The whole file, or its first 4 bytes.</param>
    public static bool IsStream(ReadOnlySpan<byte> stream) => stream.StartsWith(BpgHeader.Magic);

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg with libx265 is not there.</exception>
    public byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Math.Min(image.Rows, image.Columns) < LeastSide)
            throw new ArgumentException($"the image has {image.Rows} x {image.Columns} pixels; x265 in BPG files takes sides from {LeastSide} on", nameof(image));
        var header = new BpgHeader(image.Rows, image.Columns, FullColor, default);
        var (tools, picture) = ParameterSets.Split(hevc.Encode(image).AsSpan(SizeBytes), header.Coded.Rows, header.Coded.Columns, FullColor);
        return (header with { Tools = tools }).With(picture);
    }

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg is not there.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> stream)
    {
        var header = BpgHeader.Open(stream, Limits, out var picture);
        var (rows, columns) = (header.Rows - 1, header.Columns - 1);
        return (hevc with { Limits = Limits }).Decode([(byte)(rows >> 8), (byte)rows, (byte)(columns >> 8), (byte)columns,
            .. ParameterSets.Join(header.Tools, header.Coded.Rows, header.Coded.Columns, header.FullColor, picture)]);
    }

    /// <summary>Reads the size of the picture; ffmpeg is not needed.</summary>
    /// <param name="stream">The whole file.</param>
    /// <returns>Rows and columns, within the limits.</returns>
    /// <exception cref="BitstreamException">It is no BPG file, one of a kind that is not read here, or over the limits.</exception>
    public (int Rows, int Columns) Size(ReadOnlySpan<byte> stream)
    {
        var header = BpgHeader.Open(stream, Limits, out _);
        return (header.Rows, header.Columns);
    }
}
