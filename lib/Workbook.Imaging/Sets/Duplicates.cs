using System.Security.Cryptography;
using Workbook.Imaging.Files;

namespace Workbook.Imaging.Sets;

/// <summary>Finds files that are copies of each other, byte for byte (SHA-256).</summary>
/// <remarks>A copy in the test part of what was trained on flatters the score. Of copies with one label the first is kept; copies with
/// different labels contradict each other and all go.</remarks>
public static class Duplicates
{
    /// <summary>Leaves out copies.</summary>
    /// <param name="images">Images in files. Others are kept as they are.</param>
    /// <param name="progress">Hears how many files are looked at. May be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>What is left, in the same order.</returns>
    /// <exception cref="ImageFileException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<LabelledImage> Drop(
        IReadOnlyList<LabelledImage> images, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var prints = BoundedParallel.Select(images, Fingerprint, progress, cancel, -1);
        var copies = Enumerable.Range(0, images.Count).ToLookup(i => prints[i]);
        return [.. images.Where((image, i) => image.Path is null
            || copies[prints[i]].First() == i && copies[prints[i]].All(other => images[other].Label == image.Label))];
    }

    private static string Fingerprint(LabelledImage image)
    {
        if (image.Path is null)
            return "";
        try
        {
            using var file = File.OpenRead(image.Path);
            return Convert.ToHexString(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"{image.Path} cannot be read: {e.Message} Check the name and the rights", e);
        }
    }
}
