using Workbook.Results.Metrics;

namespace Workbook.Results.Accuracy;

/// <summary>Difference of two codecs' accuracies over the same splits.</summary>
/// <param name="Splits">Number of splits, n.</param>
/// <param name="Mean">Mean of first minus second, from -1 to 1.</param>
/// <param name="StandardError">Deviation of the differences / sqrt(n), as if the splits were independent.</param>
/// <param name="CorrectedStandardError">The same with the variance of overlapping splits: deviation * sqrt(1/n + test/training).</param>
/// <remarks>Source of the correction: Nadeau and Bengio, "Inference for the Generalization Error" (2003), the corrected resampled t-test.
/// Judge a difference by the corrected error.</remarks>
public readonly record struct PairedDifference(int Splits, double Mean, double StandardError, double CorrectedStandardError)
{
    /// <summary>Compares two results of one harness.</summary>
    /// <param name="first">The codec that is judged.</param>
    /// <param name="second">The codec it is compared with.</param>
    /// <param name="testShare">Share of the images that was tested on.</param>
    /// <returns>First minus second.</returns>
    /// <exception cref="ArgumentException">The numbers of splits or images differ.</exception>
    public static PairedDifference Between(AccuracyResult first, AccuracyResult second, double testShare = 0.2)
    {
        if (first.Accuracies.Count != second.Accuracies.Count || first.Images != second.Images)
            throw new ArgumentException($"{first.Codec} has {first.Accuracies.Count} splits of {first.Images} images, {second.Codec} has "
                + $"{second.Accuracies.Count} of {second.Images}; a paired difference needs the same splits");
        var spread = MeanAndSpread.Of([.. first.Accuracies.Zip(second.Accuracies, (a, b) => a - b)]);
        double corrected = spread.Deviation * Math.Sqrt(1.0 / spread.Count + testShare / (1 - testShare));
        return new(spread.Count, spread.Mean, spread.StandardError, corrected);
    }
}
