namespace Workbook.Host.Cells.Assist;

/// <summary>One way to go on typing.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: class, method, keyword, and so on.</param>
internal sealed record Completion(string Text, string Kind);
