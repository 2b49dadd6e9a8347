using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>What a codec makes of a set of images: what its files take, how they look, and what a machine gets to read.</summary>
public sealed class CodedSet
{
    private readonly IReadOnlyList<RgbImage> originals;

    private CodedSet(IReadOnlyList<RgbImage> originals, IReadOnlyList<CodedImage>? coded)
    {
        this.originals = originals;
        (Name, Decoded) = coded is null ? ("originals", originals) : (coded[0].Codec, [.. coded.Select(one => one.Decoded)]);
        (Bytes, BitsPerPixel, Psnr) = coded is null ? (originals.Average(image => image.Pixels.Length), 24, Metrics.Psnr.Cap)
            : (coded.Average(one => one.Stream.Length), coded.Average(one => one.BitsPerPixel), coded.Average(one => Metrics.Psnr.ForAverage(one.Psnr)));
    }

    /// <summary>The codec's name and setting; <c>originals</c> where there is none.</summary>
    public string Name { get; }

    /// <summary>What a receiver sees, in the order of the originals.</summary>
    public IReadOnlyList<RgbImage> Decoded { get; }

    /// <summary>Mean length of a whole file; of the pixels where there is no codec.</summary>
    public double Bytes { get; }

    /// <summary>Mean bits of a whole file per pixel; 24 where there is no codec.</summary>
    public double BitsPerPixel { get; }

    /// <summary>Mean PSNR in dB, identical images counted as <see cref="Metrics.Psnr.Cap"/>.</summary>
    public double Psnr { get; }

    /// <summary>Codes and decodes images, several at a time.</summary>
    /// <param name="codec">The codec with its setting; null leaves images as they are.</param>
    /// <param name="images">The images, at least one.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>The images as they come out, in their order.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CodedSet Of(IImageCodec? codec, IReadOnlyList<RgbImage> images, CancellationToken cancel = default) => images.Count > 0
        ? new(images, codec is null ? null : [.. images.AsParallel().AsOrdered().WithCancellation(cancel).Select(image => CodedImage.Of(codec, image))])
        : throw new ArgumentException("there is no image to code; pass at least one", nameof(images));

    /// <summary>Mean MS-SSIM against the originals, computed when it is asked for.</summary>
    /// <returns>Up to 1, for identical images.</returns>
    /// <exception cref="ArgumentException">An image is smaller than <see cref="Metrics.MsSsim.SmallestSide"/>.</exception>
    public double MsSsim() => originals.Zip(Decoded).ToArray().AsParallel().AsOrdered().Select(pair => Metrics.MsSsim.Of(pair.First, pair.Second)).ToArray().Average();
}
