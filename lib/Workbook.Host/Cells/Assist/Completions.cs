namespace Workbook.Host.Cells.Assist;

/// <summary>The ways to go on typing at a place.</summary>
/// <param name="Start">Where the replaced text begins, in UTF-16 units.</param>
/// <param name="End">Where it ends: behind the word that the place is in.</param>
/// <param name="Items">What may stand there, without duplicates.</param>
internal sealed record Completions(int Start, int End, IReadOnlyList<Completion> Items);
