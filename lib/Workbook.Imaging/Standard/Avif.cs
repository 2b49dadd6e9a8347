using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>AVIF: one AV1 key frame by libaom in a HEIF container.</summary>
/// <remarks>The container alone takes about 280 bytes. They count, since a camera has to send them.</remarks>
public sealed record Avif : IImageCodec
{
    /// <summary>Chooses quality and speed.</summary>
    /// <param name="quality">1 (smallest) to 100.</param>
    /// <param name="speed">0 (slowest, smallest) to 9 (fastest).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Avif(int quality, int speed = 6)
    {
        Quality = NativeCodec.InRange(quality, 1, 100, nameof(quality));
        Speed = NativeCodec.InRange(speed, 0, 9, nameof(speed));
    }

    /// <summary>Quality, 1 (smallest) to 100.</summary>
    public int Quality { get; }

    /// <summary>Speed, 0 (slowest, smallest) to 9 (fastest).</summary>
    public int Speed { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => Speed == 6 ? $"AVIF q={Quality}" : $"AVIF q={Quality} speed={Speed}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => NativeCodec.Encode(image, MagickFormat.Avif, native =>
    {
        native.Quality = (uint)Quality;
        native.Settings.SetDefine(MagickFormat.Heic, "speed", Speed.ToString());
    });

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.Avif, Limits);
}
