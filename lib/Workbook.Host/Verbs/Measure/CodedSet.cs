using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>What a codec made of every image of a set.</summary>
/// <param name="Bytes">Length of each stream.</param>
/// <param name="BitsPerPixel">The same for every pixel.</param>
/// <param name="Psnr">PSNR of each decoded image in dB.</param>
internal sealed record CodedSet(double[] Bytes, double[] BitsPerPixel, double[] Psnr)
{
    public double MeanBytes => Bytes.Average();

    public double MeanBitsPerPixel => BitsPerPixel.Average();

    public double MeanPsnr => Psnr.Average(Results.Metrics.Psnr.ForAverage);

    /// <summary>Bytes and PSNR as a point of a rate curve.</summary>
    public RatePoint Point => new(MeanBytes, MeanPsnr);

    /// <summary>Codes and decodes every image, several at a time.</summary>
    public static CodedSet Of(MeasurementRun run, string title, IReadOnlyList<RgbImage> images, IImageCodec codec)
    {
        var (bytes, bpp, psnr) = (new double[images.Count], new double[images.Count], new double[images.Count]);
        ParallelImages.ForEach(run, title, images.Count, i =>
        {
            var stream = codec.Encode(images[i]);
            bytes[i] = stream.Length;
            bpp[i] = Results.Metrics.BitsPerPixel.Of(stream.Length, images[i].Rows, images[i].Columns);
            psnr[i] = Results.Metrics.Psnr.Of(images[i], codec.Decode(stream));
        });
        return new(bytes, bpp, psnr);
    }
}
