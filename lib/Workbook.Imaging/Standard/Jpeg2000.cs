using System.Globalization;
using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>JPEG 2000 (ITU-T T.800) by OpenJPEG, aimed at a size: 24 bits a pixel divided by the compression ratio.</summary>
/// <remarks>The stream is the bare codestream, without the 85 bytes of the JP2 file around it. ImageMagick's own "quality" of JPEG 2000 is
/// a target of PSNR in dB; it is never used here, because it would override the rate. The lowest quality of the MAGIC paper's Fig. 5,
/// about 0.108 bpp, is ratio 222.</remarks>
public sealed record Jpeg2000 : IImageCodec
{
    /// <summary>Chooses the size.</summary>
    /// <param name="compressionRatio">How many times smaller than 24 bits a pixel, 1 to 2000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is outside 1 to 2000.</exception>
    public Jpeg2000(double compressionRatio) => CompressionRatio = compressionRatio is >= 1 and <= 2000 ? compressionRatio
        : throw new ArgumentOutOfRangeException(nameof(compressionRatio), $"compressionRatio is {compressionRatio}, allowed 1 to 2000");

    /// <summary>How many times smaller than 24 bits a pixel.</summary>
    public double CompressionRatio { get; }

    /// <summary>What the decoder accepts before it takes memory.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"JPEG 2000 {CompressionRatio:0.##}:1");

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => NativeCodec.Encode(image, MagickFormat.J2k, native =>
        native.Settings.SetDefine(MagickFormat.Jp2, "rate", CompressionRatio.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => NativeCodec.Decode(stream, MagickFormat.J2k, Limits);
}
