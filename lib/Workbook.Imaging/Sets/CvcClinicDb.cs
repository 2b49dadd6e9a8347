using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Polyps with masks: CVC-ClinicDB (Bernal et al. 2015), 612 frames of 29 sequences, 384x288.</summary>
/// <remarks>Frames of one sequence show the same polyp, so a sequence is a group. Where sequences.csv (frame, sequence) is missing, the table
/// of the set's own page is used: sequence 1 is frames 1 to 25, and so on.</remarks>
public static class CvcClinicDb
{
    private static readonly string[] Places = ["polyp-cvc-clinicdb", "CVC-ClinicDB", Path.Combine("polyp-cvc-clinicdb", "CVC-ClinicDB"),
        Path.Combine("CVC-ClinicDB", "PNG"), Path.Combine("CVC-ClinicDB", "TIF")];

    private static readonly (string, string)[] Layouts = [("images", "masks"), ("Original", "Ground Truth")];

    private static readonly int[] FirstFrames =
        [1, 26, 51, 68, 79, 104, 127, 152, 178, 200, 206, 228, 253, 278, 298, 318, 343, 364, 384, 409, 429, 448, 467, 479, 504, 529, 547, 572, 592];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => PolypFrames.IsIn(root, Places, Layouts);

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: images and masks, or as published Original and Ground Truth, in polyp-cvc-clinicdb or CVC-ClinicDB.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the polyp.</returns>
    /// <exception cref="DatasetException">The set is not there, a frame has no mask, or the table lacks a frame.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var files = PolypFrames.Find(root, "CVC-ClinicDB", Places, Layouts, "polyp-cvc", frame => $"sequence {FirstFrames.Count(first => first <= frame)}");
        return CasePairs.Masks("CVC-ClinicDB", "polyp", files, progress, cancel);
    }
}
