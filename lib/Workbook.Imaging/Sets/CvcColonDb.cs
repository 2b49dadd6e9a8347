using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Polyps with masks: CVC-ColonDB (Bernal, Sánchez, Vilariño 2012), 300 frames of 15 sequences, 574x500.</summary>
/// <remarks>The set of paper V (Yao et al.). Frames of one sequence show the same polyp, so a sequence is a group. Where sequences.csv
/// (frame, sequence) is missing, a block of <see cref="FramesPerGroup"/> neighbouring numbers is one; its edges part a few neighbours, and
/// scores are a little too kind.</remarks>
public static class CvcColonDb
{
    /// <summary>How many neighbouring frame numbers stay together where there is no table of sequences.</summary>
    public const int FramesPerGroup = 25;

    private static readonly string[] Places = ["polyp-cvc-colondb", "CVC-ColonDB", Path.Combine("polyp-cvc-colondb", "CVC-ColonDB"),
        Path.Combine("CVC-ColonDB", "CVC-ColonDB")];

    private static readonly (string, string)[] Layouts = [("images", "masks"), ("", "")];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => PolypFrames.IsIn(root, Places, Layouts);

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: images and masks in polyp-cvc-colondb or CVC-ColonDB, in two folders or, as published, in one
    /// (N.tiff and pN.tiff).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Class 1 is the polyp.</returns>
    /// <exception cref="DatasetException">The set is not there, a frame has no mask, or the table lacks a frame.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var files = PolypFrames.Find(root, "CVC-ColonDB", Places, Layouts, "polyp-cvc", frame => $"frames {(frame - 1) / FramesPerGroup * FramesPerGroup + 1}");
        return CasePairs.Masks("CVC-ColonDB", "polyp", files, progress, cancel);
    }
}
