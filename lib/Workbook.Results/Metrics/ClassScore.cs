namespace Workbook.Results.Metrics;

/// <summary>How well one class is found.</summary>
/// <param name="Truths">True boxes of the class.</param>
/// <param name="Precision">Precision at each of the 101 <see cref="MeanAveragePrecision.Recalls"/>, for each of the 10
/// <see cref="MeanAveragePrecision.Thresholds"/>; NaN where the class has no true box.</param>
public sealed record ClassScore(int Truths, IReadOnlyList<IReadOnlyList<double>> Precision)
{
    /// <summary>Average precision over IoU 0.50 to 0.95, 0 to 1; NaN where the class has no true box.</summary>
    public double Ap => Precision.Average(curve => curve.Average());

    /// <summary>Average precision at IoU 0.50.</summary>
    public double Ap50 => Precision[0].Average();

    /// <summary>Average precision at IoU 0.75.</summary>
    public double Ap75 => Precision[5].Average();

    /// <summary>Mean over the classes that have a score; NaN where none has.</summary>
    internal static double Mean(IEnumerable<double> classes) => classes.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
