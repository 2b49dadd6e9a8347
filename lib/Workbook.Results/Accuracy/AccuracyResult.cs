using Workbook.Results.Metrics;

namespace Workbook.Results.Accuracy;

/// <summary>What coded images cost and how well a machine still classifies them.</summary>
/// <param name="Codec">Name of the codec.</param>
/// <param name="Classes">Names of the classes, in the order of the confusion.</param>
/// <param name="Bytes">Length of each image's stream.</param>
/// <param name="BitsPerPixel">bpp of each image.</param>
/// <param name="Psnr">PSNR of each image in dB; infinite where nothing was lost.</param>
/// <param name="Accuracies">Share of the test images classified right, from 0 to 1, for each split.</param>
/// <param name="Confusion">How often an image of class [i] was taken for class [j], summed over the splits.</param>
public sealed record AccuracyResult(string Codec, IReadOnlyList<string> Classes, IReadOnlyList<double> Bytes, IReadOnlyList<double> BitsPerPixel,
    IReadOnlyList<double> Psnr, IReadOnlyList<double> Accuracies, IReadOnlyList<int[]> Confusion)
{
    /// <summary>Number of images.</summary>
    public int Images => Bytes.Count;

    /// <summary>Mean and spread of the streams' lengths in bytes.</summary>
    public MeanAndSpread ByteSpread => MeanAndSpread.Of(Bytes);

    /// <summary>How the streams' lengths are distributed.</summary>
    public BoxPlot ByteBox => BoxPlot.Of(Bytes);

    /// <summary>Mean of the images' bpp.</summary>
    public double MeanBitsPerPixel => BitsPerPixel.Average();

    /// <summary>Mean of the images' PSNR in dB, each counted as at most 99.</summary>
    public double MeanPsnr => Psnr.Average(Metrics.Psnr.ForAverage);

    /// <summary>Mean accuracy, from 0 to 1, and its spread over the splits.</summary>
    public MeanAndSpread Accuracy => MeanAndSpread.Of(Accuracies);

    /// <summary>Sampling error of the accuracy: what another set of as many images would change it by, sqrt(p (1 - p) / images).</summary>
    /// <remarks>The splits share images, so their own standard error says only how well this set was explored, not how well it stands for
    /// others.</remarks>
    public double SamplingError => Math.Sqrt(Accuracy.Mean * (1 - Accuracy.Mean) / Images);
}
