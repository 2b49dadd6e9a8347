using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>A volume as H.264 video (ITU-T H.264) by x264, slices as frames, through ffmpeg.</summary>
/// <remarks>
/// Grey frames without colour planes (4:0:0), every one with the same quantiser, in full range; x264 chooses which slices predict which. The stream is the
/// raw video (Annex B) with its parameter sets and without messages about the encoder, in a frame of 9 to 12 bytes with shape, spacing and checksum. Of a
/// flat slice of 64 x 64 there are 56 bytes of video, and every slice costs about 13 bytes before it shows anything.
/// x264's psychovisual choices are off, for they trade PSNR for likeness. Encoding takes a process.
/// </remarks>
public sealed record H264Volume : IVolumeCodec
{
    private static readonly VideoCoder Coder = new("H.264", VolumeHeader.H264, "libx264", "h264", 16, 16);

    /// <summary>Chooses the quality.</summary>
    /// <param name="quantizer">QP, 1 (finest) to 51 (smallest).</param>
    /// <param name="preset">x264's preset, one of <see cref="Hevc.Presets"/>.</param>
    /// <exception cref="ArgumentException">QP is outside its range, or there is no such preset.</exception>
    public H264Volume(int quantizer, string preset = "veryslow") =>
        (Quantizer, Preset) = (NativeCodec.InRange(quantizer, 1, 51, nameof(quantizer)), Hevc.Checked(preset));

    /// <summary>Why this codec cannot be used here; null where it can: it needs ffmpeg with libx264 on the search path.</summary>
    public static string? WhyMissing => Coder.WhyMissing;

    /// <summary>Whether this codec can be used here.</summary>
    public static bool IsAvailable => WhyMissing is null;

    /// <summary>QP, 1 (finest) to 51 (smallest).</summary>
    public int Quantizer { get; }

    /// <summary>x264's preset.</summary>
    public string Preset { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"H.264 volume QP={Quantizer}";

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg with libx264 is not there.</exception>
    public byte[] Encode(Volume volume) => Coder.Encode(volume, ["-preset", Preset,
        "-x264-params", $"qp={Quantizer}:ipratio=1:pbratio=1:psy=0:keyint=infinite:log=-1", "-bsf:v", "filter_units=remove_types=6"]);

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">ffmpeg is not there.</exception>
    public Volume Decode(ReadOnlySpan<byte> stream) => Coder.Decode(stream, Limits);
}
