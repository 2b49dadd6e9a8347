using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Skin lesions with masks: ISIC 2018, task 1 (Codella et al. 2019; Tschandl et al. 2018).</summary>
/// <remarks>Every image is a group of its own. Masks stored as JPEG are cut at 128. In the reduced set pictures lie between black bars
/// above and below, which the masks mark as background.</remarks>
public static class Isic2018
{
    private static readonly string[] Small = ["skin-isic2018-128"];

    private static readonly string[] Native = ["skin-isic2018-native"];

    private static readonly string[] Archive = ["skin-isic2018", "ISIC2018", ""];

    private static readonly string[] OwnFolders = ["images", "masks"];

    private static readonly string[] ArchiveFolders = ["ISIC2018_Task1-2_Training_Input", "ISIC2018_Task1_Training_GroundTruth"];

    /// <summary>Whether the set at its native sizes lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Native, OwnFolders) is not null || root.FindOrNull(Archive, ArchiveFolders) is not null;

    /// <summary>Whether the set reduced to 128x128 lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsSmallIn(DataRoot root) => root.FindOrNull(Small, OwnFolders) is not null;

    /// <summary>Finds the images at their native sizes, mostly 1024x768 and larger.</summary>
    /// <param name="root">The data root: skin-isic2018-native with images, masks and labels.csv (image, melanoma), or the published training archive.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the lesion; label 1 a melanoma where labels.csv is there.</returns>
    /// <exception cref="DatasetException">The set is not there, an image has no mask, or the table lacks one.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var own = root.FindOrNull(Native, OwnFolders);
        var (home, folders) = own is not null ? (own, OwnFolders) : (root.Find("ISIC 2018", Archive, ArchiveFolders, "skin-isic"), ArchiveFolders);
        var table = Path.Combine(home, "labels.csv");
        var diagnoses = File.Exists(table) ? NamedColumn.Read(table, "image", "melanoma") : null;
        var files = CasePairs.PicturesIn(Path.Combine(home, folders[0]), Path.Combine(home, folders[1]));
        return CasePairs.Masks("ISIC 2018", "lesion", files.Select(file => file with { Label = Diagnosis.Of(diagnoses, file.Name, table) }), progress, cancel);
    }

    /// <summary>Finds the images reduced to 128x128.</summary>
    /// <param name="root">The data root: skin-isic2018-128 with images and masks.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the lesion.</returns>
    /// <exception cref="DatasetException">The set is not there, or an image has no mask.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> LoadSmall(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var home = root.Find("ISIC 2018 at 128x128", Small, OwnFolders, "skin-isic");
        return CasePairs.Masks("ISIC 2018, 128x128", "lesion", CasePairs.PicturesIn(Path.Combine(home, "images"), Path.Combine(home, "masks")), progress, cancel);
    }
}
