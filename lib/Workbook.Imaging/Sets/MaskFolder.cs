using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>A segmentation set of the user's own: a folder with images in images/ and masks in masks/.</summary>
public static class MaskFolder
{
    /// <summary>Pairs the files by name: the mask of <c>a.jpg</c> is <c>a.png</c>, <c>a_mask.png</c>, <c>a_segmentation.png</c> or <c>a_lesion.png</c>.</summary>
    /// <param name="folder">Holds the subfolders images and masks.</param>
    /// <param name="target">Name of class 1, where a mask is 128 or more.</param>
    /// <param name="group">Group of an image from its name without ending, such as the patient; null makes every image a group of its own.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The set, named after the folder, without copies.</returns>
    /// <exception cref="DatasetException">A folder is not there, or an image has no mask.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Load(
        string folder, string target = "object", Func<string, string>? group = null, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var root = new DataRoot(folder).Path;
        var files = CasePairs.PicturesIn(Path.Combine(root, "images"), Path.Combine(root, "masks"));
        return CasePairs.Masks(Path.GetFileName(root), target, files.Select(file => file with { Group = group?.Invoke(file.Name) ?? file.Name }), progress, cancel);
    }
}
