using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>JPEG (ITU-T T.81), baseline, with Huffman tables made for each image.</summary>
/// <remarks>Colour is halved in both directions below quality 90, as the bundled libjpeg-turbo does by default. The stream holds no
/// metadata beyond the 18 bytes of JFIF.</remarks>
public sealed record Jpeg : IImageCodec
{
    /// <summary>Chooses the quality.</summary>
    /// <param name="quality">1 (smallest) to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside 1 to 100.</exception>
    public Jpeg(int quality) => Quality = NativeCodec.InRange(quality, 1, 100, nameof(quality));

    /// <summary>Quality, 1 (smallest) to 100: scales the standard's example tables.</summary>
    public int Quality { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => $"JPEG q={Quality}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => NativeCodec.Encode(image, MagickFormat.Jpeg, native => native.Quality = (uint)Quality);

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.Jpeg, Limits);
}
