namespace Workbook.Host.Cells.Assist;

/// <summary>What is known about a name: its signature and its doc comment.</summary>
/// <param name="PlainText">For a terminal.</param>
/// <param name="Markdown">For a front end.</param>
internal sealed record Inspection(string PlainText, string Markdown);
