using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A set's images as a codec restores them, and what its files take.</summary>
/// <param name="Images">In the order of the originals.</param>
/// <param name="Metrics">Means over the images, each file counted whole.</param>
internal sealed record DecodedSet(IReadOnlyList<RgbImage> Images, IReadOnlyDictionary<string, double> Metrics)
{
    private const int Timed = 5;

    /// <summary>The names of the metrics. MS-SSIM is the mean in dB; it is left out where images are too small for its five scales, or unchanged.</summary>
    public const string BytesName = "bytes", BitsPerPixelName = ScoreChart.BitsPerPixel, PsnrName = "PSNR (dB)", MsSsimName = "MS-SSIM (dB)", EncodeName = "encode (ms)", DecodeName = "decode (ms)";

    public static readonly string[] Names = [BytesName, BitsPerPixelName, PsnrName, MsSsimName, EncodeName, DecodeName];

    /// <summary>Codes and decodes every image; times are medians of the first few, which run alone.</summary>
    /// <param name="codec">The codec; null leaves images as they are, at 24 bits a pixel.</param>
    /// <param name="title">What progress calls it.</param>
    /// <param name="images">The originals.</param>
    /// <param name="run">Shows progress and hears Ctrl+C.</param>
    /// <param name="atATime">Most images at once; null for one a core.</param>
    public static DecodedSet Of(IImageCodec? codec, string title, IReadOnlyList<RgbImage> images, MeasurementRun run, int? atATime)
    {
        var (decoded, bytes, encode, decode) = (new RgbImage[images.Count], new double[images.Count], new double[images.Count], new double[images.Count]);
        void Code(int i)
        {
            var began = Stopwatch.GetTimestamp();
            var stream = codec?.Encode(images[i]);
            var coded = Stopwatch.GetTimestamp();
            decoded[i] = stream is null ? images[i] : codec!.Decode(stream);
            (encode[i], decode[i]) = (Stopwatch.GetElapsedTime(began, coded).TotalMilliseconds, Stopwatch.GetElapsedTime(coded).TotalMilliseconds);
            bytes[i] = stream?.Length ?? images[i].Pixels.Length;
        }
        var alone = Math.Min(Timed, images.Count);
        ParallelImages.ForEach(run, title, alone, Code, 1);
        ParallelImages.ForEach(run, title, images.Count - alone, i => Code(alone + i), atATime);
        var metrics = Quality(images, decoded, run);
        (metrics[BytesName], metrics[BitsPerPixelName]) = (bytes.Average(), bytes.Zip(images, (length, image) => BitsPerPixel.Of((long)length, image.Rows, image.Columns)).Average());
        (metrics[EncodeName], metrics[DecodeName]) = (BoxPlot.Of(encode[..alone]).Median, BoxPlot.Of(decode[..alone]).Median);
        return new(decoded, metrics);
    }

    private static Dictionary<string, double> Quality(IReadOnlyList<RgbImage> images, RgbImage[] decoded, MeasurementRun run)
    {
        var (psnr, similarity) = (new double[images.Count], new double[images.Count]);
        var measurable = images.All(image => Math.Min(image.Rows, image.Columns) >= MsSsim.SmallestSide);
        ParallelImages.ForEach(run, "PSNR and MS-SSIM", images.Count, i =>
        {
            psnr[i] = Psnr.ForAverage(Psnr.Of(images[i], decoded[i]));
            similarity[i] = measurable ? MsSsim.Of(images[i], decoded[i]) : double.NaN;
        });
        var metrics = new Dictionary<string, double> { [PsnrName] = psnr.Average() };
        if (measurable && similarity.Average() < 1)
            metrics[MsSsimName] = MsSsim.Decibels(similarity.Average());
        return metrics;
    }
}
