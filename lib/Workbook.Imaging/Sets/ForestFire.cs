namespace Workbook.Imaging.Sets;

/// <summary>Forests with and without fire, 250x250: Khan and Hassan, "Dataset for Forest Fire Detection".</summary>
/// <remarks>Measured on the files: neighbouring numbers do not look alike, so every image is a group of its own.</remarks>
public static class ForestFire
{
    private static readonly string[] Places =
        [.. new[] { "", "Dataset for Forest Fire Detection", "Forest Fire Dataset" }.SelectMany(name => new[] { Path.Combine("forest-fire-khan", name), name })];

    private static readonly string[] Parts = ["Training and Validation", "Training", "Testing", ""];

    private static readonly string[] Candidates = [.. Places.SelectMany(place => Parts.Select(part => Path.Combine(place, part)))];

    private static readonly string[] Folders = ["nofire", "fire"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Candidates, Folders) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root. The folders fire and nofire may lie in it, in forest-fire-khan, or in the published archive's
    /// parts for training and testing, which are put together.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Label 0 is no fire, label 1 is fire.</returns>
    /// <exception cref="DatasetException">The set is not there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImageSet Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var first = root.Find("forest fire", Candidates, Folders, "forest-fire-khan");
        var home = Parts.Contains(Path.GetFileName(first)) ? Path.GetDirectoryName(first)! : first;
        var folders = Parts.Select(part => Path.Combine(home, part)).Where(part => Directory.Exists(Path.Combine(part, "fire")))
            .SelectMany(part => new[] { (Path.Combine(part, "nofire"), 0), (Path.Combine(part, "fire"), 1) });
        return ClassFolders.Load("forest fire", ["no fire", "fire"], folders, home, (_, file) => file, progress, cancel);
    }
}
