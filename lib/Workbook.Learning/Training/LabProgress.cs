namespace Workbook.Learning.Training;

/// <summary>A moment of a lab, for live figures.</summary>
/// <param name="Variant">Which idea.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Run">Number of this training, from 1.</param>
/// <param name="Runs">Trainings in all.</param>
/// <param name="Together">Trainings that go side by side; 1 in turn.</param>
/// <param name="Training">Where it is, with its terms.</param>
/// <param name="Score">Measured at this moment; null between two measurements. A step is told of before it is measured, so a measured one comes twice.</param>
public sealed record LabProgress(string Variant, ulong Seed, int Run, int Runs, int Together, TrainingProgress Training, LabScore? Score)
{
    /// <summary>How much of the whole lab is done, 0 to 1: for a progress line, <c>p => (p.Share, "training")</c>.</summary>
    public double Share => ((Run - 1) / Together + (double)Training.Step / Training.Steps) * Together / Runs;
}
