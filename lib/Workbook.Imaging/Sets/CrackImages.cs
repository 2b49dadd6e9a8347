namespace Workbook.Imaging.Sets;

/// <summary>Concrete with and without cracks, 227x227: Özgenel, "Concrete Crack Images for Classification".</summary>
/// <remarks>
/// The tiles were cut from 458 photographs. Measured on the files: positive tiles whose numbers differ by less than about 12 look alike
/// (they come from one photograph), beyond that the likeness fades; the negative tiles are in no order, and a few of them are copies.
/// So the group is the number divided by <see cref="NumbersPerGroup"/>, the same for both labels, and copies are dropped.
/// </remarks>
public static class CrackImages
{
    /// <summary>How many neighbouring tile numbers stay together in a split.</summary>
    public const int NumbersPerGroup = 100;

    private const string Archive = "Concrete Crack Images for Classification";

    private static readonly string[] Candidates = ["crack-ozgenel", Path.Combine("crack-ozgenel", Archive), Archive, ""];

    private static readonly string[] Folders = ["Negative", "Positive"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Candidates, Folders) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root. The folders Positive and Negative may lie in it, in crack-ozgenel, or in the folder that the
    /// published archive unpacks to.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Label 0 is no crack, label 1 is crack.</returns>
    /// <exception cref="DatasetException">The set is not there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImageSet Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var folder = root.Find("concrete cracks", Candidates, Folders, "crack-ozgenel");
        return ClassFolders.Load("cracks", ["no crack", "crack"],
            [(Path.Combine(folder, "Negative"), 0), (Path.Combine(folder, "Positive"), 1)], folder, (_, file) => Group(file), progress, cancel);
    }

    // "11476_1.jpg" is number 11476: the published positives above 10000 carry the ending _1.
    private static string Group(string file)
    {
        var digits = file.AsSpan()[..(file.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : file.Length)];
        return int.TryParse(digits, out var number) ? $"tiles {number / NumbersPerGroup * NumbersPerGroup}" : file;
    }
}
