using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Hearts in cardiac MR: ACDC (Bernard et al. 2018), with its labels turned into those of HVSMR 2016.</summary>
/// <remarks>It stands in for HVSMR, which needs a registration. ACDC's labels are 1 cavity of the right ventricle, 2 myocardium (of the left),
/// 3 cavity of the left ventricle; here 2 becomes class 1, myocardium, and 1 and 3 become class 2, blood pool. A patient is a group. Slices
/// are 5 to 10 mm apart and pixels about 1.5 mm; some files hold whole numbers of the scanner and some values up to 255, so scale each
/// scan by itself.</remarks>
public static class Acdc
{
    private static readonly string[] Own = ["cardiac-mr-acdc"];

    private static readonly string[] OwnFolders = ["images", "masks"];

    private static readonly string[] Archive = ["cardiac-mr-acdc", Path.Combine("ACDC", "database"), "ACDC", ""];

    private static readonly string[] ArchiveFolders = ["training"];

    /// <summary>Whether the set lies below a data root.</summary>
    /// <param name="root">The data root.</param>
    public static bool IsIn(DataRoot root) => root.FindOrNull(Own, OwnFolders) is not null || InArchive(root) is not null;

    /// <summary>Finds the set below a data root.</summary>
    /// <param name="root">The data root: cardiac-mr-acdc with images (X.nii.gz) and masks (X_mask.nii.gz), or the published archive
    /// (training/patientNNN/patientNNN_frameMM.nii.gz and ..._gt.nii.gz).</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>Classes background, myocardium, blood pool.</returns>
    /// <exception cref="DatasetException">The set is not there, or a scan has no labels.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<Volume, LabelVolume> Load(DataRoot root, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var files = InArchive(root) is { } archive ? Directory.GetDirectories(archive, "patient*").SelectMany(OfPatient) : OfOwn(root);
        return CasePairs.Volumes("ACDC", [.. HeartClasses.Names], [0, 2, 1, 2], files.Select(file => file with { Group = file.Name.Split('_')[0] }), progress, cancel);
    }

    private static IEnumerable<CaseFiles> OfOwn(DataRoot root)
    {
        var home = root.Find("ACDC", Own, OwnFolders, "cardiac-mr-acdc");
        return CasePairs.ScansIn(Path.Combine(home, "images"), Path.Combine(home, "masks"));
    }

    private static string? InArchive(DataRoot root) => root.FindOrNull(Archive, ArchiveFolders) is { } home
        && Path.Combine(home, ArchiveFolders[0]) is var training && Directory.EnumerateDirectories(training, "patient*").Any() ? training : null;

    // The folder also holds the whole cine in four dimensions, patientNNN_4d.nii.gz, which has no labels.
    private static IEnumerable<CaseFiles> OfPatient(string folder) => Directory.GetFiles(folder, "*_frame??_gt.nii*").Select(labels =>
        Path.GetFileName(labels).Split("_gt")[0] is var name && Directory.GetFiles(folder, name + ".nii*").FirstOrDefault() is { } scan
            ? new CaseFiles(name, scan, labels, name) : throw new DatasetException($"{labels} has no scan {name}.nii.gz beside it; unpack the archive again"));
}
