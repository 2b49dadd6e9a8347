using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Train;

/// <summary>How good segmented cases are: over all pixels of all cases, and what their files take.</summary>
/// <param name="Matrix">Counts of all cases.</param>
/// <param name="Cases">How many there were.</param>
/// <param name="Bytes">Of a file, mean over the cases.</param>
/// <param name="BitsPerPixel">Of a file, mean over the cases.</param>
internal sealed record SegmentationScore(ConfusionMatrix Matrix, int Cases, double Bytes, double BitsPerPixel)
{
    public double Dice => Matrix.MeanDice();

    public double IoU => Matrix.MeanIoU(from: 1);

    /// <summary>Scores cases as they come.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationScore Of(IEnumerable<SegmentedCase> cases, int classes, CancellationToken cancel = default)
    {
        var matrix = new ConfusionMatrix(classes);
        var (count, bytes, rate) = (0, 0L, 0.0);
        foreach (var one in cases)
        {
            cancel.ThrowIfCancellationRequested();
            matrix.Add(one.Case.Labels, one.Labels);
            (count, bytes, rate) = (count + 1, bytes + one.Bytes, rate + one.BitsPerPixel);
        }
        return new(matrix, count, (double)bytes / count, rate / count);
    }

    /// <summary>All figures by name.</summary>
    /// <param name="classes">Names of the classes.</param>
    public Dictionary<string, double> ToMetrics(IReadOnlyList<string> classes)
    {
        var metrics = new Dictionary<string, double> { ["Dice"] = Dice, ["IoU"] = IoU, ["bpp"] = BitsPerPixel, ["bytes"] = Bytes };
        foreach (var (label, name) in classes.Index().Skip(1))
            (metrics[$"Dice of {name}"], metrics[$"IoU of {name}"]) = (Matrix.Dice(label), Matrix.IoU(label));
        return metrics;
    }
}
