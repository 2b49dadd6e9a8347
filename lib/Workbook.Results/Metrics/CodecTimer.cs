using System.Diagnostics;
using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>Measures what encoding costs on this machine.</summary>
public static class CodecTimer
{
    private const double WarmUpSeconds = 0.25;
    private const int MostWarmUpCalls = 60;

    /// <summary>Time and size of a codec on one core.</summary>
    /// <remarks>The code is warmed up first. Of each image the fastest of some calls counts, because other work on the machine can only make
    /// a call slower; over the images the median counts.</remarks>
    /// <param name="codec">The codec.</param>
    /// <param name="images">At least one image.</param>
    /// <param name="repeats">Calls for each image, at least 1.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>Median seconds and mean bits for one image.</returns>
    /// <exception cref="ArgumentException">There is no image, or repeats is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CodecCost Cost(IImageCodec codec, IReadOnlyList<RgbImage> images, int repeats = 3, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (images.Count == 0)
            throw new ArgumentException("there is no image to code; pass at least one", nameof(images));
        var watch = Stopwatch.StartNew();
        for (int call = 0; call < MostWarmUpCalls && watch.Elapsed.TotalSeconds < WarmUpSeconds; call++)
            codec.Encode(images[call % images.Count]);
        var (seconds, bits) = (new double[images.Count], 0L);
        for (int i = 0; i < images.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            (seconds[i], long bytes) = Fastest(codec, images[i], repeats);
            bits += 8 * bytes;
        }
        return new(BoxPlot.Of(seconds).Median, (double)bits / images.Count);
    }

    private static (double Seconds, long Bytes) Fastest(IImageCodec codec, RgbImage image, int repeats)
    {
        var (best, bytes) = (double.PositiveInfinity, 0L);
        for (int call = 0; call < repeats; call++)
        {
            long start = Stopwatch.GetTimestamp();
            bytes = codec.Encode(image).Length;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return (best, bytes);
    }
}
