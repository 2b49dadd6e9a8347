namespace Workbook.Host.Verbs.Coded;

/// <summary>The model or knowledge that a stream needs is not at hand.</summary>
/// <param name="message">Which it is, and which are there.</param>
internal sealed class ModelMissingException(string message) : Exception(message);
