namespace Workbook.Learning.Training;

/// <summary>What one training of a lab has come to; a stopped or failed one too.</summary>
/// <param name="Variant">Which idea.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Steps">Steps that were done.</param>
/// <param name="Score">On images not seen; null where it failed.</param>
/// <param name="Curve">Its terms over the steps; empty where it failed.</param>
/// <param name="Path">All measurements in their order, of which the last is the score; those before a failure stay.</param>
/// <param name="Fault">Why it ended early, in a sentence; null where it did not.</param>
public sealed record LabRun(string Variant, ulong Seed, long Steps, LabScore? Score, IReadOnlyList<CurvePoint> Curve, IReadOnlyList<LabPoint> Path, string? Fault);
