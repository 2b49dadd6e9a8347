using Workbook.Codecs;
using Workbook.Results.Metrics;

namespace Workbook.Results.Accuracy;

/// <summary>Sizes, errors and features of all images after one codec.</summary>
internal sealed class CodedImages(int count)
{
    internal double[] Bytes { get; } = new double[count];

    internal double[] BitsPerPixel { get; } = new double[count];

    internal double[] Psnr { get; } = new double[count];

    internal float[][] Features { get; } = new float[count][];

    /// <summary>Codes, decodes and extracts, a few images at a time on each worker; images are not kept.</summary>
    internal static CodedImages Make(IReadOnlyList<AccuracyImage> images, IImageCodec? codec, IFeatureExtractor extractor, AccuracyOptions options,
        Action<int> done, CancellationToken cancel)
    {
        var coded = new CodedImages(images.Count);
        var workers = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancel };
        int finished = 0;
        Workers.Run(() => Parallel.ForEach(Enumerable.Range(0, images.Count).Chunk(options.BatchSize), workers, batch =>
        {
            var decoded = new List<RgbImage>();
            foreach (int i in batch)
            {
                cancel.ThrowIfCancellationRequested();
                decoded.Add(coded.Code(i, images[i], codec));
            }
            foreach (var (i, features) in batch.Zip(extractor.Extract(decoded)))
                coded.Features[i] = features;
            done(Interlocked.Add(ref finished, batch.Length));
        }));
        return coded;
    }

    // Without a codec the image stays as it is and counts the length of its file.
    private RgbImage Code(int i, AccuracyImage source, IImageCodec? codec)
    {
        var image = source.Read();
        byte[]? stream = codec?.Encode(image);
        var decoded = stream is null ? image : codec!.Decode(stream);
        long bytes = stream?.Length ?? source.SourceBytes ?? image.Pixels.Length;
        (Bytes[i], BitsPerPixel[i]) = (bytes, Metrics.BitsPerPixel.Of(bytes, image.Rows, image.Columns));
        Psnr[i] = Metrics.Psnr.Of(image, decoded);
        return decoded;
    }
}
