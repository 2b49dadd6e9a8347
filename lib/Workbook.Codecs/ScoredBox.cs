namespace Workbook.Codecs;

/// <summary>A box that a detector found.</summary>
/// <param name="Box">Class and place.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
public readonly record struct ScoredBox(ObjectBox Box, double Score);
