using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>What a codec makes of an image: its stream is written and read back.</summary>
/// <param name="Codec">The codec's name and setting.</param>
/// <param name="Decoded">The image a receiver sees.</param>
/// <param name="Stream">The whole stream, header included.</param>
/// <param name="BitsPerPixel">Bits of the whole stream per pixel.</param>
/// <param name="Psnr">Peak signal-to-noise ratio of the 8-bit RGB image in dB; infinite for an identical one.</param>
public sealed record CodedImage(string Codec, RgbImage Decoded, byte[] Stream, double BitsPerPixel, double Psnr)
{
    /// <summary>Codes and decodes an image.</summary>
    /// <param name="codec">The codec with its setting.</param>
    /// <param name="image">The image.</param>
    /// <returns>The decoded image with its size and error.</returns>
    public static CodedImage Of(IImageCodec codec, RgbImage image)
    {
        var stream = codec.Encode(image);
        var decoded = codec.Decode(stream);
        return new CodedImage(codec.Name, decoded, stream, Metrics.BitsPerPixel.Of(stream.Length, image.Rows, image.Columns), Metrics.Psnr.Of(image, decoded));
    }

    /// <summary>Mean rate and quality over images: one point of a rate-distortion curve.</summary>
    /// <param name="codec">The codec with its setting.</param>
    /// <param name="images">The images, at least one.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>Mean bits per pixel, and mean PSNR in dB with identical images counted as <see cref="Metrics.Psnr.Cap"/>.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static RatePoint Mean(IImageCodec codec, IReadOnlyCollection<RgbImage> images, CancellationToken cancel = default)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to code; pass at least one");
        var coded = images.AsParallel().AsOrdered().WithCancellation(cancel).Select(image => Of(codec, image)).ToArray();
        return new RatePoint(coded.Average(c => c.BitsPerPixel), coded.Average(c => Metrics.Psnr.ForAverage(c.Psnr)));
    }

    /// <summary>One line for a caption: codec, bytes and quality.</summary>
    public override string ToString() => $"{Codec}: {Stream.Length} bytes, {Psnr:0.0} dB";
}
