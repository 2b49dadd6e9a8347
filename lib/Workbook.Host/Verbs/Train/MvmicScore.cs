using Workbook.Codecs;
using Workbook.Learning.Networks;
using Workbook.Learning.Tasks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>What a segmentation network makes of held-out images that went through a codec's files, and how good these images are for eyes.</summary>
/// <param name="Labels">The label maps' score, with the files' length.</param>
/// <param name="Decibels">PSNR of the restored images, mean over images; NaN where nothing is compressed.</param>
internal sealed record MvmicScore(SegmentationScore Labels, double Decibels)
{
    /// <summary>Writes and reads a file for each image and segments what comes back.</summary>
    /// <param name="codec">The codec; null for the images themselves.</param>
    /// <param name="network">Reads them.</param>
    /// <param name="task">Holds the images out.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MvmicScore Of(IImageCodec? codec, SegmentationVision network, SegmentationTask task, CancellationToken cancel)
    {
        var decibels = new List<double>();
        SegmentedCase Seen(LabelledCase one)
        {
            var image = ImageTensor.ToImage(one.Image, (int)one.Image.shape[2], (int)one.Image.shape[3]);
            if (codec is null)
                return new(one, 0, network.Segment(image).Labels);
            var file = codec.Encode(image);
            var restored = codec.Decode(file);
            decibels.Add(Psnr.ForAverage(Psnr.Of(image, restored)));
            return new(one, file.Length, network.Segment(restored).Labels);
        }
        return new(SegmentationScore.Of(task.HeldOut.Select(Seen), task.Classes.Count, cancel), decibels.DefaultIfEmpty(double.NaN).Average());
    }

    /// <summary>The figures of the paper's tables by name.</summary>
    /// <param name="of">What was scored, before each name.</param>
    public IEnumerable<KeyValuePair<string, double>> ToMetrics(string of)
    {
        yield return new($"{of}, mIoU", Labels.Matrix.MeanIoU());
        yield return new($"{of}, pixel accuracy", Labels.Matrix.PixelAccuracy());
        if (double.IsNaN(Decibels))
            yield break;
        yield return new($"{of}, bpp", Labels.BitsPerPixel);
        yield return new($"{of}, PSNR", Decibels);
    }
}
