namespace Workbook.Learning.Losses;

/// <summary>How much the terms of an objective weigh.</summary>
public sealed record JointWeights
{
    /// <summary>Of a bit per pixel: more gives smaller files.</summary>
    public double Bits { get; init; } = 0.1;

    /// <summary>Of the label map's squared error.</summary>
    public double Segmentation { get; init; } = 1;

    /// <summary>Of soft Dice beside the squared error, which the paper does not have: where a class fills little of a volume, the squared error alone
    /// first learns to say background, and may stay there.</summary>
    public double Dice { get; init; }

    /// <summary>Of the distance in the discriminator's features.</summary>
    public double Features { get; init; } = 0.1;

    /// <summary>Share of a training over which the weight of a bit grows from 0 to its value. Where g and S learn slowly, bits that do not help yet would
    /// else be given up before they could.</summary>
    public double BitsWarmUp { get; init; }

    /// <summary>The weights of one step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="steps">Of the whole training.</param>
    public JointWeights At(long step, long steps) => step < BitsWarmUp * steps ? this with { Bits = Bits * step / (BitsWarmUp * steps) } : this;
}
