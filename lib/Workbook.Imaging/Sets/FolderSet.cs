namespace Workbook.Imaging.Sets;

/// <summary>A set of the user's own: a folder with one subfolder of images for each label.</summary>
public static class FolderSet
{
    /// <summary>Reads the names of the files; labels are the subfolders' names, in ordinal order.</summary>
    /// <param name="folder">Holds two or more subfolders with images.</param>
    /// <param name="group">Group of a file from its label's name and its own name; null makes every image a group of its own. Give one
    /// when several images show the same thing, or the test score will flatter.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The set, named after the folder, without copies.</returns>
    /// <exception cref="DatasetException">The folder is not there, has fewer than two subfolders, or one of them holds no images.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImageSet Load(
        string folder, Func<string, string, string>? group = null, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var root = new DataRoot(folder).Path;
        var labels = Directory.GetDirectories(root).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'))
            .Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2)
            throw new DatasetException($"the folder {root} has {labels.Length} subfolders, but a set needs one for each label and at least 2; "
                + "make a subfolder for each label and sort the images into them");
        return ClassFolders.Load(Path.GetFileName(root), labels, labels.Select((label, i) => (Path.Combine(root, label), i)), root,
            (label, file) => group?.Invoke(labels[label], file) ?? $"{labels[label]}/{file}", progress, cancel);
    }
}
