namespace Workbook.Imaging.Sets;

/// <summary>The photographs that image codecs are compared on: the Kodak Lossless True Color Image Suite, 24 of 768x512 or 512x768.</summary>
/// <remarks>To measure on, never to train on. Published means are over all 24; a part of them gives other means.</remarks>
public static class Kodak
{
    private static readonly string[] Places = ["codec-kodak24", "kodak", "Kodak", "Kodak24"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => Find(root).Length > 0;

    /// <summary>Finds the images below a data root.</summary>
    /// <param name="root">The data root: NN.png or kodimNN.png in codec-kodak24 or kodak.</param>
    /// <returns>Those that are there, by number; all of label 0, each a group of its own.</returns>
    /// <exception cref="DatasetException">None is there.</exception>
    public static IReadOnlyList<LabelledImage> Load(DataRoot root) => Find(root) is { Length: > 0 } files
        ? [.. files.Select(file => Path.GetFileName(file)).Zip(files, (name, file) => new LabelledImage(file, name, 0, name))]
        : throw new DatasetException($"the set \"Kodak\" was looked for as PNG files in {string.Join(", ", Places.Select(place => Path.Combine(root.Path, place)))}; "
            + "none of these holds any. data/cards/codec-kodak24.md says where it is published and how to lay it out");

    private static string[] Find(DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return Places.Select(place => Path.Combine(root.Path, place)).Where(Directory.Exists)
            .Select(folder => Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal).ToArray()).FirstOrDefault(files => files.Length > 0) ?? [];
    }
}
