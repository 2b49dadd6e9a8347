namespace Workbook.Learning.Losses;

/// <summary>How much the terms of an objective weigh.</summary>
public sealed record JointWeights
{
    /// <summary>Of a bit per pixel: more gives smaller files.</summary>
    public double Bits { get; init; } = 0.1;

    /// <summary>Of the label map's squared error.</summary>
    public double Segmentation { get; init; } = 1;

    /// <summary>Of the distance in the discriminator's features.</summary>
    public double Features { get; init; } = 0.1;
}
