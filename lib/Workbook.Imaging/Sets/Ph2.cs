using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Skin lesions with masks: PH2 (Mendonça et al. 2013), BMP with masks of 1 bit.</summary>
/// <remarks>Every image is a group of its own.</remarks>
public static class Ph2
{
    private static readonly string[] Own = ["skin-ph2"];

    private static readonly string[] OwnFolders = ["images", "masks"];

    private static readonly string[] Archive = ["skin-ph2", "PH2Dataset", Path.Combine("skin-ph2", "PH2Dataset"), ""];

    private static readonly string[] ArchiveFolders = ["PH2 Dataset images"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Own, OwnFolders) is not null || root.FindOrNull(Archive, ArchiveFolders) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: skin-ph2 with images and masks, or the archive's folder of one folder a lesion.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the lesion.</returns>
    /// <exception cref="DatasetException">The set is not there, or an image has no mask.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var files = root.FindOrNull(Own, OwnFolders) is { } own ? CasePairs.PicturesIn(Path.Combine(own, "images"), Path.Combine(own, "masks"))
            : Directory.GetDirectories(Path.Combine(root.Find("PH2", Archive, ArchiveFolders, "skin-ph2"), ArchiveFolders[0])).SelectMany(OfLesion);
        return CasePairs.Masks("PH2", "lesion", files, progress, cancel);
    }

    // IMD002/IMD002_Dermoscopic_Image/IMD002.bmp and IMD002/IMD002_lesion/IMD002_lesion.bmp
    private static IEnumerable<CaseFiles> OfLesion(string folder) => Path.GetFileName(folder) is var name && name.StartsWith("IMD", StringComparison.Ordinal)
        ? CasePairs.PicturesIn(Path.Combine(folder, $"{name}_Dermoscopic_Image"), Path.Combine(folder, $"{name}_lesion")) : [];
}
