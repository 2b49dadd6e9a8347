namespace Workbook.Learning.Training;

/// <summary>How good trained networks are on images they have not seen.</summary>
/// <param name="Score">Dice, IoU, or any figure of which more is better.</param>
/// <param name="BitsPerPixel">Of the files, headers included.</param>
public readonly record struct LabScore(double Score, double BitsPerPixel);
