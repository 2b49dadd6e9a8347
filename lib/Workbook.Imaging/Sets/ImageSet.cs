using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Labelled images of one set, in a fixed order.</summary>
public sealed class ImageSet
{
    /// <summary>Puts a set together.</summary>
    /// <param name="name">The set's name, as shown in titles and result files.</param>
    /// <param name="labels">What the label indices mean, two or more.</param>
    /// <param name="images">The images.</param>
    /// <param name="dropped">How many files were left out as copies of others.</param>
    /// <exception cref="ArgumentException">There are fewer than two labels, no images, or a label index outside the list.</exception>
    public ImageSet(string name, IReadOnlyList<string> labels, IReadOnlyList<LabelledImage> images, int dropped = 0)
    {
        if (labels.Count < 2 || images.Count == 0)
            throw new ArgumentException($"the set \"{name}\" has {labels.Count} labels and {images.Count} images; it needs at least 2 and 1");
        if (images.FirstOrDefault(image => image.Label >= labels.Count) is { } wrong)
            throw new ArgumentException($"image {wrong.Name} of the set \"{name}\" has label {wrong.Label}, allowed 0 to {labels.Count - 1}");
        (Name, Labels, Images, Dropped) = (name, labels, images, dropped);
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>What the label indices mean, for example <c>no crack</c>, <c>crack</c>.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The images, sorted by label, then name.</summary>
    public IReadOnlyList<LabelledImage> Images { get; }

    /// <summary>How many files were left out as copies of others.</summary>
    public int Dropped { get; }

    /// <summary>How many images carry a label.</summary>
    /// <param name="label">Index into <see cref="Labels"/>.</param>
    /// <returns>The count.</returns>
    public int Count(int label) => Images.Count(image => image.Label == label);

    /// <summary>A smaller set with at most so many images of each label, evenly spaced through the order.</summary>
    /// <remarks>Even spacing keeps the variety: neighbours, which look alike, are thinned out first. No chance is involved.</remarks>
    /// <param name="perLabel">Most images of one label, at least 1.</param>
    /// <returns>The smaller set.</returns>
    public ImageSet Take(int perLabel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perLabel, 1);
        var chosen = Images.GroupBy(image => image.Label).OrderBy(label => label.Key).SelectMany(label => Spaced([.. label], perLabel));
        return new ImageSet(Name, Labels, [.. chosen], Dropped);
    }

    /// <summary>A part of the set, for example one side of a <see cref="Split"/>.</summary>
    /// <param name="indices">Indices into <see cref="Images"/>, at least one.</param>
    /// <returns>The images in the order of the indices.</returns>
    public ImageSet Part(IEnumerable<int> indices) => new(Name, Labels, [.. indices.Select(i => Images[i])], Dropped);

    /// <summary>Reads all images, several at a time.</summary>
    /// <param name="progress">Hears how many are read. May be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <param name="maxDegreeOfParallelism">Most threads; -1 for one per core.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The images, in the order of <see cref="Images"/>.</returns>
    /// <exception cref="Files.ImageFileException">A file is missing, damaged or over the limits.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RgbImage[] Read(IProgress<int>? progress = null, CancellationToken cancel = default, int maxDegreeOfParallelism = -1, Limits? limits = null) =>
        BoundedParallel.Select(Images, image => image.Read(limits), progress, cancel, maxDegreeOfParallelism);

    private static IEnumerable<LabelledImage> Spaced(LabelledImage[] images, int count) => images.Length <= count ? images
        : Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Length / count)]);
}
