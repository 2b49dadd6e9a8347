namespace Workbook.Imaging.Sets;

/// <summary>The files of a case and what is known from their names.</summary>
internal sealed record CaseFiles(string Name, string Path, string LabelsPath, string Group, int Label = 0);
