namespace Workbook.Learning.Storage;

/// <summary>A tensor file that is damaged, foreign, over the limits, or not one of the network it is loaded into.</summary>
/// <remarks>Reading a file throws this and nothing else, whatever the bytes; loading throws it before the network is touched.</remarks>
/// <param name="message">What was found, where, what is allowed and what to do.</param>
/// <param name="inner">The cause, where another reader gave one.</param>
public sealed class TensorFileException(string message, Exception? inner = null) : Exception(message, inner);
