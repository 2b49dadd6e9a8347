namespace Workbook.Results.Accuracy;

/// <summary>A network file that is missing, damaged, or has other inputs and outputs than asked for.</summary>
/// <param name="message">Which file, what was found, and what is allowed.</param>
/// <param name="inner">The cause.</param>
public sealed class FeatureModelException(string message, Exception? inner = null) : Exception(message, inner);
