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
        int[][] batches = [.. Enumerable.Range(0, images.Count).Chunk(options.BatchSize)];
        int finished = 0;
        ParallelWork.ForEach(batches.Length, options.MaxDegreeOfParallelism, cancel, b =>
        {
            var decoded = new List<RgbImage>();
            foreach (int i in batches[b])
            {
                cancel.ThrowIfCancellationRequested();
                decoded.Add(coded.Code(i, images[i], codec));
            }
            foreach (var (i, features) in batches[b].Zip(extractor.Extract(decoded)))
                coded.Features[i] = features;
            done(Interlocked.Add(ref finished, batches[b].Length));
        });
        cancel.ThrowIfCancellationRequested();
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
