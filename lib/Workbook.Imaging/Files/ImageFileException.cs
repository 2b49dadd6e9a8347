namespace Workbook.Imaging.Files;

/// <summary>A file that is not a good image: damaged, cut short, of a kind that is not read, or over the limits.</summary>
/// <remarks>The message names the file and says what was found, what is allowed and what to do.</remarks>
/// <param name="message">What was found, where, what is allowed and what to do.</param>
/// <param name="inner">The cause, where another reader gave one.</param>
public sealed class ImageFileException(string message, Exception? inner = null) : Exception(message, inner);
