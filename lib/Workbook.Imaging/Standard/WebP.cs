using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>WebP, lossy, by libwebp.</summary>
public sealed record WebP : IImageCodec
{
    /// <summary>Chooses the quality.</summary>
    /// <param name="quality">0 (smallest) to 100.</param>
    /// <param name="method">Effort, 0 (fastest) to 6 (smallest); 4 is what cwebp uses.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public WebP(int quality, int method = 4)
    {
        Quality = NativeCodec.InRange(quality, 0, 100, nameof(quality));
        Method = NativeCodec.InRange(method, 0, 6, nameof(method));
    }

    /// <summary>Quality, 0 (smallest) to 100.</summary>
    public int Quality { get; }

    /// <summary>Effort, 0 (fastest) to 6 (smallest).</summary>
    public int Method { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => Method == 4 ? $"WebP q={Quality}" : $"WebP q={Quality} method={Method}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => NativeCodec.Encode(image, MagickFormat.WebP, native =>
    {
        native.Quality = (uint)Quality;
        native.Settings.SetDefine(MagickFormat.WebP, "method", Method.ToString());
    });

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.WebP, Limits);
}
