namespace Workbook.Codecs.Color;

/// <summary>A colour and how often it comes.</summary>
/// <param name="Color">The colour; for coarse histograms the middle of the bin.</param>
/// <param name="Count">Pixels, triangles or whatever is counted.</param>
public readonly record struct ColorCount(Rgb Color, long Count);
