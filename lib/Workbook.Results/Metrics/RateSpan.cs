namespace Workbook.Results.Metrics;

/// <summary>A range of transmission rates in which one method is the fastest.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="From">Lowest rate, in bytes/s; 0 for the first range.</param>
/// <param name="To">Highest rate, in bytes/s; positive infinity for the last range.</param>
public readonly record struct RateSpan(string Method, double From, double To);
