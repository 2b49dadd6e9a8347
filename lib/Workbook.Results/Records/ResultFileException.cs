namespace Workbook.Results.Records;

/// <summary>A file that is no good result file. The message says which file, what was found, and where.</summary>
/// <param name="message">Which file, what was found, where, and what is allowed.</param>
/// <param name="inner">The cause.</param>
public sealed class ResultFileException(string message, Exception? inner = null) : Exception(message, inner);
