using System.Globalization;

namespace Workbook.Imaging.Sets;

/// <summary>What the two polyp sets share: frames of videos, numbered, grouped by sequence.</summary>
internal static class PolypFrames
{
    /// <param name="root">The data root.</param>
    /// <param name="set">Name of the set, for messages.</param>
    /// <param name="places">Folders below the root where the set may lie; the table of sequences lies in the first that holds the frames.</param>
    /// <param name="layouts">Names of the folders of images and masks; two empty names are the folder itself.</param>
    /// <param name="card">Name of the card.</param>
    /// <param name="sequenceOf">Sequence of a frame where there is no table.</param>
    internal static IEnumerable<CaseFiles> Find(
        DataRoot root, string set, string[] places, (string Images, string Masks)[] layouts, string card, Func<int, string> sequenceOf)
    {
        var (home, images, masks) = Search(root, places, layouts) ?? throw Missing(root, set, places, layouts, card);
        var path = Path.Combine(home, "sequences.csv");
        var table = File.Exists(path) ? NamedColumn.Read(path, "frame", "sequence") : null;
        return CasePairs.PicturesIn(images, masks).Select(file => file with
        {
            Name = file.Name.PadLeft(3, '0'),
            Group = table is not null ? $"sequence {table[file.Name]}" : sequenceOf(Number(file)),
        });
    }

    internal static bool IsIn(DataRoot root, string[] places, (string Images, string Masks)[] layouts) => Search(root, places, layouts) is not null;

    private static (string Home, string Images, string Masks)? Search(DataRoot root, string[] places, (string Images, string Masks)[] layouts) =>
        places.SelectMany(place => layouts.Select(layout => (Home: Path.Combine(root.Path, place), layout.Images, layout.Masks)))
            .Select(at => ((string, string, string)?)(at.Home, Path.Combine(at.Home, at.Images), Path.Combine(at.Home, at.Masks)))
            .FirstOrDefault(at => HoldsFrames(at!.Value.Item2) && HoldsFrames(at.Value.Item3));

    private static bool HoldsFrames(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder)
        .Any(path => char.IsAsciiDigit(Path.GetFileNameWithoutExtension(path).LastOrDefault()));

    private static DatasetException Missing(DataRoot root, string set, string[] places, (string Images, string Masks)[] layouts, string card) =>
        new($"the set \"{set}\" was looked for as the folders {string.Join(", or ", layouts.Where(layout => layout.Images != "").Select(layout => $"{layout.Images} and {layout.Masks}"))} in "
            + $"{string.Join(", ", places.Select(place => Path.Combine(root.Path, place)))}; none of these holds its numbered frames. "
            + $"data/cards/{card}.md says where it is published and how to lay it out");

    private static int Number(CaseFiles file) => int.TryParse(file.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new DatasetException($"{file.Path} is not named by a frame number; without sequences.csv the sequence is told by the number");
}
