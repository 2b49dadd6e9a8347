namespace Workbook.Learning.Training;

/// <summary>How much a stage is trained, beside that of the codec.</summary>
public sealed record StageShare
{
    /// <summary>Its steps, as a share of the codec's; 0 leaves the stage out.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Its learning rate, in place of that of the codec; the schedule is the same.</summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary>The options of the stage.</summary>
    /// <param name="codec">Those of the codec's.</param>
    internal TrainingOptions Of(TrainingOptions codec)
        => codec with { Steps = (long)Math.Ceiling(Share * codec.Steps), LearningRate = codec.LearningRate with { Base = Rate } };
}
