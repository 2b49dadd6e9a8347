namespace Workbook.Host.Cells;

/// <summary>A notebook file, or a parameter for one, that cannot be used as it is.</summary>
/// <param name="message">What was found, where, what is allowed and what to do.</param>
/// <param name="inner">The cause, where another reader gave one.</param>
public sealed class NotebookException(string message, Exception? inner = null) : Exception(message, inner);
