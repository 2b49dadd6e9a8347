namespace Workbook.Learning.Training;

/// <summary>A measurement on the way.</summary>
/// <param name="Step">Steps that were done.</param>
/// <param name="Score">What the networks were worth then.</param>
public readonly record struct LabPoint(long Step, LabScore Score);
