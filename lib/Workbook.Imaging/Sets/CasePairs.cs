using Workbook.Codecs;
using Workbook.Imaging.Files;

namespace Workbook.Imaging.Sets;

/// <summary>Pairs image files with label files by their names, and reads such a pair.</summary>
internal static class CasePairs
{
    private static readonly string[] Pictures = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"];

    private static readonly string[] Scans = [".nii.gz", ".nii"];

    /// <summary>Pictures and masks: a set of two classes.</summary>
    internal static SegmentationSet<RgbImage, LabelImage> Masks(
        string set, string target, IEnumerable<CaseFiles> files, IProgress<int>? progress, CancellationToken cancel)
    {
        var (kept, dropped) = WithoutCopies(set, files, progress, cancel);
        return new(set, ["background", target], [.. kept.Select(file => new SegmentationCase<RgbImage, LabelImage>(
            file.Name, file.Group, limits => ReadMask(file, limits), file.Label)
        { Path = file.Path, LabelsPath = file.LabelsPath })], dropped);
    }

    /// <summary>Scans and label maps.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="classes">What the class indices mean.</param>
    /// <param name="map">Class index of each label that may stand in a file.</param>
    /// <param name="files">The pairs.</param>
    /// <param name="progress">Hears how many files are looked at.</param>
    /// <param name="cancel">Stops between two files.</param>
    internal static SegmentationSet<Volume, LabelVolume> Volumes(
        string set, string[] classes, byte[] map, IEnumerable<CaseFiles> files, IProgress<int>? progress, CancellationToken cancel)
    {
        var (kept, dropped) = WithoutCopies(set, files, progress, cancel);
        return new(set, classes, [.. kept.Select(file => new SegmentationCase<Volume, LabelVolume>(
            file.Name, file.Group, limits => ReadVolume(file, map, limits), file.Label)
        { Path = file.Path, LabelsPath = file.LabelsPath })], dropped);
    }

    /// <summary>Pairs of pictures and masks in two folders, which may be one.</summary>
    internal static IEnumerable<CaseFiles> PicturesIn(string images, string masks) => In(images, masks, Pictures);

    /// <summary>Pairs of scans and label maps in two folders, which may be one.</summary>
    internal static IEnumerable<CaseFiles> ScansIn(string images, string masks) => In(images, masks, Scans);

    // The mask of ISIC_0000013.jpg may be ISIC_0000013_segmentation.png, that of 101.tiff p101.tiff, that of 7.png 7.png in another folder.
    private static string[] LabelNames(string stem) => [stem + "_segmentation", stem + "_lesion", stem + "_mask", stem + "_gt", stem + "-label", "p" + stem, stem];

    private static IEnumerable<CaseFiles> In(string images, string masks, string[] endings)
    {
        var labels = Files(masks, endings).GroupBy(path => Stem(path, endings), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.Order(StringComparer.Ordinal).First(), StringComparer.OrdinalIgnoreCase);
        var all = Files(images, endings).Where(path => !Stem(path, endings).EndsWith("_superpixels", StringComparison.OrdinalIgnoreCase)).ToList();
        var paired = all.Select(path => (Path: path, Stem: Stem(path, endings), Labels: LabelNames(Stem(path, endings))
            .Select(labels.GetValueOrDefault).FirstOrDefault(found => found is not null && found != path))).ToList();
        var taken = paired.Select(pair => pair.Labels).ToHashSet(); // in one folder the masks lie among the images
        foreach (var (path, stem, found) in paired.Where(pair => !taken.Contains(pair.Path)))
            yield return new CaseFiles(stem, path, found ?? throw new DatasetException($"{path} has no labels: none of {string.Join(", ", LabelNames(stem))} "
                + $"({string.Join(", ", endings)}) is in {masks}; unpack the archive again, or move the image out"), stem);
    }

    private static string Stem(string path, string[] endings) => Path.GetFileName(path) is var file
        && endings.FirstOrDefault(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending ? file[..^ending.Length] : file;

    private static List<string> Files(string folder, string[] endings)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path)[0] != '.'
                && endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).ToList();
            return files.Count > 0 ? files : throw new DatasetException($"the folder {folder} holds no files ending in {string.Join(", ", endings)}; "
                + "unpack the archive again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the folder {folder} cannot be listed: {e.Message} Check the path and the rights", e);
        }
    }

    private static (List<CaseFiles> Kept, int Dropped) WithoutCopies(
        string set, IEnumerable<CaseFiles> files, IProgress<int>? progress, CancellationToken cancel)
    {
        var all = files.OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var kept = Duplicates.Drop([.. all.Select(file => new LabelledImage(file.Path, file.Name, file.Label, file.Group))], progress, cancel)
            .Select(image => image.Path).ToHashSet();
        var cases = all.Where(file => kept.Contains(file.Path)).ToList();
        return cases.Count > 0 ? (cases, all.Count - cases.Count) : throw new DatasetException(
            $"the set \"{set}\" has no case left: its images are copies of each other under different labels; get them again from their source");
    }

    private static (RgbImage, LabelImage) ReadMask(CaseFiles file, Limits? limits)
    {
        var (image, mask) = (ImageFile.Read(file.Path, limits), ImageFile.ReadMask(file.LabelsPath, limits));
        return (image.Rows, image.Columns) == (mask.Rows, mask.Columns) ? (image, LabelImage.FromMask(mask))
            : throw Unfit(file, $"{image.Rows} x {image.Columns} pixels", $"{mask.Rows} x {mask.Columns}");
    }

    private static (Volume, LabelVolume) ReadVolume(CaseFiles file, byte[] map, Limits? limits)
    {
        var (scan, labels) = (NiftiFile.Read(file.Path, limits), NiftiFile.ReadLabels(file.LabelsPath, limits));
        if (scan.Shape != labels.Shape)
            throw Unfit(file, $"{scan.Shape} voxels", $"{labels.Shape}");
        foreach (ref var label in labels.Labels.AsSpan())
            label = label < map.Length ? map[label] : throw new DatasetException($"{file.LabelsPath} holds the label {label}, allowed 0 to {map.Length - 1}; "
                + "is this the label map of another set?");
        return (scan, labels);
    }

    private static DatasetException Unfit(CaseFiles file, string image, string labels) => new($"{file.Path} has {image}, but {file.LabelsPath} {labels}; "
        + "both must be of one size: get them again from one source");
}
