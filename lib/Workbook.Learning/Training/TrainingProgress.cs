using System.Globalization;

namespace Workbook.Learning.Training;

/// <summary>Where a training stands after a step.</summary>
/// <param name="Step">Steps that are done.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Terms">What the step reported, by name.</param>
/// <param name="StepsPerSecond">Speed of the last steps; 0 while it is unknown.</param>
public sealed record TrainingProgress(long Step, long Steps, IReadOnlyDictionary<string, double> Terms, double StepsPerSecond)
{
    /// <summary>Time that the remaining steps will take at this speed; null while it is unknown.</summary>
    public TimeSpan? Left => StepsPerSecond > 0 ? TimeSpan.FromSeconds((Steps - Step) / StepsPerSecond) : null;

    /// <summary>The terms in a line: "loss 1.23, bpp 0.345, psnr 27.1".</summary>
    public string Words => string.Join(", ", Terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Key} {term.Value:G4}")));
}
