using Workbook.Imaging.Files;

namespace Workbook.Imaging.Sets;

/// <summary>Turns folders of image files, one per label, into a set without copies.</summary>
internal static class ClassFolders
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pgm", ".ppm", ".webp", ".avif", ".jxl", ".jp2", ".j2k",
    };

    /// <param name="name">The set's name.</param>
    /// <param name="labels">What the label indices mean.</param>
    /// <param name="folders">Folders with the label of what is in them; several may carry the same label.</param>
    /// <param name="root">Names are given relative to this folder.</param>
    /// <param name="group">Group of a file, from its label and its name without folder.</param>
    /// <param name="progress">Hears how many files are looked at.</param>
    /// <param name="cancel">Stops between two files.</param>
    internal static ImageSet Load(string name, string[] labels, IEnumerable<(string Folder, int Label)> folders, string root,
        Func<int, string, string> group, IProgress<int>? progress, CancellationToken cancel)
    {
        var images = folders.SelectMany(folder => Files(folder.Folder).Select(path => new LabelledImage(path,
            Path.GetRelativePath(root, path).Replace('\\', '/'), folder.Label, group(folder.Label, Path.GetFileName(path))))).ToList();
        images.Sort((a, b) => a.Label != b.Label ? a.Label.CompareTo(b.Label) : string.CompareOrdinal(a.Name, b.Name));
        var kept = Duplicates.Drop(images, progress, cancel);
        return new ImageSet(name, labels, kept, images.Count - kept.Count);
    }

    private static List<string> Files(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder).Where(path => Endings.Contains(Path.GetExtension(path))).ToList();
            return files.Count > 0 ? files : throw new DatasetException($"the folder {folder} holds no image files "
                + $"({string.Join(", ", Endings)}); unpack the archive again, or give the folder whose subfolders hold the images");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the folder {folder} cannot be listed: {e.Message} Check the path and the rights", e);
        }
    }
}
