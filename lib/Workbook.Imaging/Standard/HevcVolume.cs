using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>A volume as HEVC video (ITU-T H.265) by x265, slices as frames, through ffmpeg.</summary>
/// <remarks>
/// As <see cref="H264Volume"/>: grey frames (4:0:0), one quantiser for all, raw Annex B without messages, header and checksum around it. Its parameter sets
/// are larger: of a flat slice of 64 x 64 there are 86 bytes of video, and every slice costs about 18 bytes before it shows anything.
/// </remarks>
public sealed record HevcVolume : IVolumeCodec
{
    private static readonly VideoCoder Coder = new("HEVC", VolumeHeader.Hevc, "libx265", "hevc", 8, 32);

    /// <summary>Chooses the quality.</summary>
    /// <param name="quantizer">QP, 0 (finest) to 51 (smallest).</param>
    /// <param name="preset">x265's preset, one of <see cref="Hevc.Presets"/>.</param>
    /// <exception cref="ArgumentException">QP is outside its range, or there is no such preset.</exception>
    public HevcVolume(int quantizer, string preset = "slower") =>
        (Quantizer, Preset) = (NativeCodec.InRange(quantizer, 0, 51, nameof(quantizer)), Hevc.Checked(preset));

    /// <summary>Why this codec cannot be used here; null where it can: it needs ffmpeg with libx265 on the search path.</summary>
    public static string? WhyMissing => Coder.WhyMissing;

    /// <summary>Whether this codec can be used here.</summary>
    public static bool IsAvailable => WhyMissing is null;

    /// <summary>QP, 0 (finest) to 51 (smallest).</summary>
    public int Quantizer { get; }

    /// <summary>x265's preset.</summary>
    public string Preset { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"HEVC volume QP={Quantizer}";

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg with libx265 is not there.</exception>
    public byte[] Encode(Volume volume) => Coder.Encode(volume, ["-preset", Preset, "-x265-params",
        $"qp={Quantizer}:ipratio=1:pbratio=1:keyint=-1:psy-rd=0:psy-rdoq=0:info=0:vui-timing-info=0:vui-hrd-info=0:pools=none:frame-threads=1:log-level=none"]);

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg is not there.</exception>
    public Volume Decode(ReadOnlySpan<byte> stream) => Coder.Decode(stream, Limits);
}
