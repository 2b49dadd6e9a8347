namespace Workbook.Codecs;

/// <summary>Bytes that are not a good stream: damaged, cut short, foreign, or over the limits.</summary>
/// <remarks>A decoder throws this and nothing else, whatever the bytes. The message says what was found, where, what is allowed and
/// what to do.</remarks>
/// <param name="message">What was found, where, what is allowed and what to do.</param>
/// <param name="inner">The cause, where another reader gave one.</param>
public sealed class BitstreamException(string message, Exception? inner = null) : Exception(message, inner);
