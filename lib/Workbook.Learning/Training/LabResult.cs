namespace Workbook.Learning.Training;

/// <summary>What a lab found.</summary>
/// <param name="Runs">Every training that was begun.</param>
public sealed record LabResult(IReadOnlyList<LabRun> Runs)
{
    /// <summary>A variant over its seeds.</summary>
    /// <param name="Variant">Its name.</param>
    /// <param name="Seeds">Trainings that have a score.</param>
    /// <param name="Score">Their mean; NaN for none.</param>
    /// <param name="ScoreSpread">Their sample standard deviation; NaN for fewer than two.</param>
    /// <param name="BitsPerPixel">Mean.</param>
    /// <param name="BitsPerPixelSpread">Sample standard deviation.</param>
    /// <param name="Fault">What went wrong in one of them; null where nothing did.</param>
    public sealed record Row(string Variant, int Seeds, double Score, double ScoreSpread, double BitsPerPixel, double BitsPerPixelSpread, string? Fault);

    /// <summary>A row for each variant, in the order in which they were given.</summary>
    public IReadOnlyList<Row> Rows { get; } = [.. Runs.GroupBy(run => run.Variant).Select(Summary)];

    /// <summary>What went wrong, a sentence for each training that failed; empty where nothing did.</summary>
    public IEnumerable<string> Faults => Runs.Where(run => run.Fault is not null).Select(run => $"{run.Variant}, seed {run.Seed}: {run.Fault}");

    private static Row Summary(IGrouping<string, LabRun> runs)
    {
        LabScore[] scores = [.. runs.Select(run => run.Score).OfType<LabScore>()];
        var (score, bits) = (Spread([.. scores.Select(one => one.Score)]), Spread([.. scores.Select(one => one.BitsPerPixel)]));
        return new Row(runs.Key, scores.Length, score.Mean, score.Deviation, bits.Mean, bits.Deviation, runs.Select(run => run.Fault).FirstOrDefault(fault => fault is not null));
    }

    private static (double Mean, double Deviation) Spread(double[] values)
    {
        var mean = values.Length > 0 ? values.Average() : double.NaN;
        return (mean, values.Length > 1 ? Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Length - 1)) : double.NaN);
    }
}
