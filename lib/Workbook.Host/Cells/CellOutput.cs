namespace Workbook.Host.Cells;

/// <summary>Something a cell shows while it runs.</summary>
public abstract record CellOutput;

/// <summary>Text that a cell writes to its standard output or error.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, newlines included.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value shown by <c>display(x)</c>, or the value of a cell's last expression.</summary>
/// <param name="DisplayId">Names this output, so that it can be shown anew in place.</param>
/// <param name="Data">The value in one or more MIME types; PNG is base64 text.</param>
/// <param name="IsResult">True for the value of the last expression.</param>
/// <param name="IsUpdate">True where the output replaces the one with the same id.</param>
public sealed record DisplayOutput(string DisplayId, IReadOnlyList<KeyValuePair<string, string>> Data, bool IsResult, bool IsUpdate) : CellOutput;

/// <summary>Takes away what the cell has shown so far.</summary>
/// <param name="Wait">True: not before the next output comes, so that nothing flickers.</param>
public sealed record ClearOutput(bool Wait) : CellOutput;

/// <summary>Why a cell stopped.</summary>
/// <param name="Name">Name of the exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="Traceback">The lines a reader sees: message, the cell's line, and the frames that are the reader's business.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;
