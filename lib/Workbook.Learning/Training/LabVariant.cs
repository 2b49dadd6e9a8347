using Workbook.Learning.Losses;

namespace Workbook.Learning.Training;

/// <summary>One idea that a <see cref="LossLab"/> tries.</summary>
/// <param name="Name">What tables and curves call it.</param>
/// <param name="Objective">The loss in one line.</param>
/// <param name="Weights">Of its terms; null for the lab's.</param>
public sealed record LabVariant(string Name, JointObjective Objective, JointWeights? Weights = null)
{
    /// <summary>So that <c>("mine", (t, w) => ...)</c> is a variant.</summary>
    public static implicit operator LabVariant((string Name, JointObjective Objective) named) => new(named.Name, named.Objective);
}
