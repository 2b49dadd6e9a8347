namespace Workbook.Imaging.Sets;

/// <summary>A data set that is not there or not laid out as expected.</summary>
/// <remarks>The message says what was looked for, where, and how to get it.</remarks>
/// <param name="message">What was looked for, where, and what to do.</param>
/// <param name="inner">The cause, where another reader gave one.</param>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
