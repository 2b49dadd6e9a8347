using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>JPEG XL (ISO/IEC 18181) by libjxl.</summary>
public sealed record JpegXl : IImageCodec
{
    /// <summary>Chooses quality and effort.</summary>
    /// <param name="quality">1 (smallest) to 100 (lossless).</param>
    /// <param name="effort">1 (fastest) to 9 (smallest).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public JpegXl(int quality, int effort = 7)
    {
        Quality = NativeCodec.InRange(quality, 1, 100, nameof(quality));
        Effort = NativeCodec.InRange(effort, 1, 9, nameof(effort));
    }

    /// <summary>Quality, 1 (smallest) to 100 (lossless).</summary>
    public int Quality { get; }

    /// <summary>Effort, 1 (fastest) to 9 (smallest).</summary>
    public int Effort { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => Effort == 7 ? $"JPEG XL q={Quality}" : $"JPEG XL q={Quality} effort={Effort}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => NativeCodec.Encode(image, MagickFormat.Jxl, native =>
    {
        native.Quality = (uint)Quality;
        native.Settings.SetDefine(MagickFormat.Jxl, "effort", Effort.ToString());
    });

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.Jxl, Limits);
}
