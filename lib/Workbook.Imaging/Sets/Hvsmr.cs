using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Hearts with congenital defects in 3D: HVSMR 2016 (Pace et al. 2015), as published: 10 scans with labels.</summary>
/// <remarks>The set of paper J (Liu et al.). Classes: <see cref="HeartClasses"/>. Each scan is a patient and a group of its own.</remarks>
public static class Hvsmr
{
    private static readonly string[] Places = ["heart-hvsmr2016", "HVSMR2016", Path.Combine("HVSMR2016", "training"), "hvsmr2016", "HVSMR2016_training_data", ""];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    /// <param name="view">See <see cref="Load"/>.</param>
    public static bool IsIn(DataRoot root, string view = "axial_full") => Search(root, view) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: training_axial_full_patN.nii.gz with training_axial_full_patN-label.nii.gz in heart-hvsmr2016 or HVSMR2016.</param>
    /// <param name="view">Which of the published versions: axial_full, axial_crop or sa_crop (short axis).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Classes background, myocardium, blood pool.</returns>
    /// <exception cref="DatasetException">The set is not there, or a scan has no labels.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<Volume, LabelVolume> Load(
        DataRoot root, string view = "axial_full", IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var prefix = Prefix(view);
        var folder = Search(root, view) ?? throw new DatasetException($"the set \"HVSMR 2016\" was looked for as {prefix}N.nii.gz and "
            + $"{prefix}N-label.nii.gz in {string.Join(", ", Places.Select(place => Path.Combine(root.Path, place)))}; "
            + "data/cards/heart-hvsmr2016.md says where it is published and how to lay it out");
        var files = CasePairs.ScansIn(folder, folder).Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file with { Name = "patient " + file.Name[prefix.Length..], Group = "patient " + file.Name[prefix.Length..] });
        return CasePairs.Volumes("HVSMR 2016", [.. HeartClasses.Names], [0, 1, 2], files, progress, cancel);
    }

    private static string Prefix(string view) => $"training_{view}_pat";

    private static string? Search(DataRoot root, string view) => Places.Select(place => Path.Combine(root.Path, place))
        .FirstOrDefault(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, Prefix(view) + "*.nii*").Any());
}
