using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Hippocampus in brain MR: task 4 of the Medical Segmentation Decathlon (Simpson et al. 2019), about 35x50x35 voxels of 1 mm.</summary>
/// <remarks>Each scan is a patient and a group of its own. Values go up to 255 in some scans and beyond a million in others: scale each by itself.</remarks>
public static class MsdHippocampus
{
    private static readonly string[] Own = ["mr-hippocampus-msd"];

    private static readonly string[] OwnFolders = ["images", "labels"];

    private static readonly string[] Archive = [Path.Combine("mr-hippocampus-msd", "Task04_Hippocampus"), "Task04_Hippocampus"];

    private static readonly string[] ArchiveFolders = ["imagesTr", "labelsTr"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Own, OwnFolders) is not null || root.FindOrNull(Archive, ArchiveFolders) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: mr-hippocampus-msd with images and labels, or the published Task04_Hippocampus.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Classes background, anterior, posterior.</returns>
    /// <exception cref="DatasetException">The set is not there, or a scan has no labels.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<Volume, LabelVolume> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var (home, folders) = root.FindOrNull(Archive, ArchiveFolders) is { } archive ? (archive, ArchiveFolders)
            : (root.Find("MSD hippocampus", Own, OwnFolders, "mr-hippocampus-msd"), OwnFolders);
        return CasePairs.Volumes("MSD hippocampus", ["background", "anterior", "posterior"], [0, 1, 2],
            CasePairs.ScansIn(Path.Combine(home, folders[0]), Path.Combine(home, folders[1])), progress, cancel);
    }
}
