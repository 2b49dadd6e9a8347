namespace Workbook.Learning.Training;

/// <summary>What a training gave: all that a run record says of it.</summary>
public sealed record TrainingResult
{
    /// <summary>What was trained, in a few words.</summary>
    public required string Task { get; init; }

    /// <summary>How.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Why it ended.</summary>
    public required TrainingOutcome Outcome { get; init; }

    /// <summary>Steps that are done.</summary>
    public required long Steps { get; init; }

    /// <summary>Time of all steps, those before an interruption included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The terms over the steps, each point a mean.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The best score and the number of steps after which it was reached; null without evaluations.</summary>
    public (double Score, long Step)? Best { get; init; }

    /// <summary>The terms of the last point of the curve; empty where no step was made.</summary>
    public IReadOnlyDictionary<string, double> Last => Curve.Count > 0 ? Curve[^1].Terms : new Dictionary<string, double>();
}
