using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Skin lesions with masks: ISIC 2017, "Skin Lesion Analysis Toward Melanoma Detection" (Codella et al.), as published.</summary>
/// <remarks>The set of paper J (Liu et al.). It is published in three parts. Nothing in the files says which images show the same
/// lesion, so every image is a group of its own. Label 1 is a melanoma where the part's table of diagnoses is there, else all are 0.</remarks>
public static class Isic2017
{
    private static readonly string[] Homes = ["skin-isic2017", "ISIC2017", "ISIC-2017", ""];

    /// <summary>Whether a part lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    /// <param name="part">Training, Validation or Test.</param>
    public static bool IsIn(DataRoot root, PublishedPart part = PublishedPart.Training) => root.FindOrNull(Homes, Folders(part)) is not null;

    /// <summary>Finds a part below a data root.</summary>
    /// <param name="root">The data root; the archive's folders may lie in it, in skin-isic2017, ISIC2017 or ISIC-2017.</param>
    /// <param name="part">Training (2000 images), Validation (150) or Test (600).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the lesion.</returns>
    /// <exception cref="DatasetException">The part is not there, or an image has no mask.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(
        DataRoot root, PublishedPart part = PublishedPart.Training, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var folders = Folders(part);
        var home = root.Find($"ISIC 2017 {part}", Homes, folders, "skin-isic");
        var table = Path.Combine(home, folders[1].Replace("Part1_GroundTruth", "Part3_GroundTruth.csv"));
        var diagnoses = File.Exists(table) ? NamedColumn.Read(table, "image_id", "melanoma") : null;
        var files = CasePairs.PicturesIn(Path.Combine(home, folders[0]), Path.Combine(home, folders[1]));
        return CasePairs.Masks("ISIC 2017", "lesion", files.Select(file => file with { Label = Diagnosis.Of(diagnoses, file.Name, table) }), progress, cancel);
    }

    private static string[] Folders(PublishedPart part) => part == PublishedPart.Test
        ? ["ISIC-2017_Test_v2_Data", "ISIC-2017_Test_v2_Part1_GroundTruth"] : [$"ISIC-2017_{part}_Data", $"ISIC-2017_{part}_Part1_GroundTruth"];
}
