namespace Workbook.Results.Metrics;

/// <summary>One point of a rate curve.</summary>
/// <param name="Rate">Rate, for example in bpp, above 0.</param>
/// <param name="Quality">PSNR in dB, accuracy in percent, or any other figure for which more is better.</param>
public readonly record struct RatePoint(double Rate, double Quality);
