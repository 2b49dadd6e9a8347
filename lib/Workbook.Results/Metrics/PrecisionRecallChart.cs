using Workbook.Results.Figures;

namespace Workbook.Results.Metrics;

/// <summary>Precision against recall, a line for each class.</summary>
public static class PrecisionRecallChart
{
    /// <summary>Draws the curves at one IoU threshold.</summary>
    /// <param name="score">Score of a detector.</param>
    /// <param name="classes">Names of the classes, as many as the score has.</param>
    /// <param name="iou">One of <see cref="MeanAveragePrecision.Thresholds"/>, to 1e-9.</param>
    /// <returns>The chart, without a title; classes that have no true box are left out.</returns>
    /// <exception cref="ArgumentException">The names are of another number, no class has a true box, or there is no such threshold.</exception>
    public static Chart Of(DetectionScore score, IReadOnlyList<string> classes, double iou = 0.5)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (classes.Count != score.Classes.Count)
            throw new ArgumentException($"{classes.Count} names are given for {score.Classes.Count} classes", nameof(classes));
        var threshold = MeanAveragePrecision.Thresholds.Index().FirstOrDefault(one => Math.Abs(one.Item - iou) < 1e-9, (-1, 0)).Index;
        if (threshold < 0)
            throw new ArgumentException($"IoU {iou} was asked for; the curves are at 0.50, 0.55 to 0.95", nameof(iou));
        Series[] curves = [.. score.Classes.Index().Where(one => one.Item.Truths > 0)
            .Select(one => Series.Of(classes[one.Index], MeanAveragePrecision.Recalls, one.Item.Precision[threshold]))];
        return curves.Length == 0 ? throw new ArgumentException("no class has a true box, so there is no curve to draw", nameof(score))
            : Chart.Line(curves).X("recall", from: 0, to: 1).Y("precision", from: 0, to: 1).Caption(
                FormattableString.Invariant($"Up and right is better. Boxes count from IoU {iou:0.00} on; the area below a line is its AP."));
    }
}
