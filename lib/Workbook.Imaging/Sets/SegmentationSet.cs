using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Cases of one set with their classes, in a fixed order.</summary>
/// <remarks><c>Split.ByGroup(set.Cases)</c> parts it into training and test by patient or sequence; <see cref="Part"/> makes a set of either side.</remarks>
/// <typeparam name="TImage"><see cref="RgbImage"/> or <see cref="Volume"/>.</typeparam>
/// <typeparam name="TLabels"><see cref="LabelImage"/> or <see cref="LabelVolume"/>.</typeparam>
public sealed class SegmentationSet<TImage, TLabels>
{
    /// <summary>Puts a set together.</summary>
    /// <param name="name">The set's name, as shown in titles and result files.</param>
    /// <param name="classes">What the class indices of a label map mean, two or more; 0 is the background.</param>
    /// <param name="cases">The cases, at least one.</param>
    /// <param name="dropped">How many files were left out as copies of others.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes or no cases.</exception>
    public SegmentationSet(string name, IReadOnlyList<string> classes, IReadOnlyList<SegmentationCase<TImage, TLabels>> cases, int dropped = 0)
    {
        if (classes.Count < 2 || cases.Count == 0)
            throw new ArgumentException($"the set \"{name}\" has {classes.Count} classes and {cases.Count} cases; it needs at least 2 and 1");
        (Name, Classes, Cases, Dropped) = (name, classes, cases, dropped);
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>What the class indices mean, for example <c>background</c>, <c>lesion</c>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The cases, sorted by name.</summary>
    public IReadOnlyList<SegmentationCase<TImage, TLabels>> Cases { get; }

    /// <summary>How many files were left out as copies of others.</summary>
    public int Dropped { get; }

    /// <summary>A part of the set, for example one side of a <see cref="Split"/>.</summary>
    /// <param name="indices">Indices into <see cref="Cases"/>, at least one.</param>
    /// <returns>The cases in the order of the indices.</returns>
    public SegmentationSet<TImage, TLabels> Part(IEnumerable<int> indices) => new(Name, Classes, [.. indices.Select(i => Cases[i])], Dropped);

    /// <summary>A smaller set, evenly spaced through the order, so that neighbours, which look alike, are thinned out first.</summary>
    /// <param name="count">Most cases, at least 1.</param>
    /// <returns>The smaller set.</returns>
    public SegmentationSet<TImage, TLabels> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count >= Cases.Count ? this : Part(Enumerable.Range(0, count).Select(i => (int)((long)i * Cases.Count / count)));
    }

    /// <summary>Both sets as one; each case's name and group begin with the name of the set that it comes from.</summary>
    /// <param name="other">A set with the same classes.</param>
    /// <exception cref="ArgumentException">Its classes differ.</exception>
    public SegmentationSet<TImage, TLabels> And(SegmentationSet<TImage, TLabels> other) => Classes.SequenceEqual(other.Classes)
        ? new($"{Name} and {other.Name}", Classes, [.. Named(), .. other.Named()], Dropped + other.Dropped)
        : throw new ArgumentException($"{Name} has the classes {string.Join(", ", Classes)}, {other.Name} {string.Join(", ", other.Classes)}; sets with the same classes can be joined");

    private IEnumerable<SegmentationCase<TImage, TLabels>> Named() => Cases.Select(one
        => new SegmentationCase<TImage, TLabels>($"{Name} {one.Name}", $"{Name} {one.Group}", limits => one.Read(limits), one.Label) { Path = one.Path, LabelsPath = one.LabelsPath });

    /// <summary>Reads all cases, several at a time.</summary>
    /// <param name="progress">Hears how many are read. May be null.</param>
    /// <param name="cancel">Stops between two cases.</param>
    /// <param name="maxDegreeOfParallelism">Most threads; -1 for one per core.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>Image and labels, in the order of <see cref="Cases"/>.</returns>
    /// <exception cref="Files.ImageFileException">A file is missing, damaged or over the limits.</exception>
    /// <exception cref="DatasetException">An image and its labels do not fit together.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (TImage Image, TLabels Labels)[] Read(
        IProgress<int>? progress = null, CancellationToken cancel = default, int maxDegreeOfParallelism = -1, Limits? limits = null) =>
        BoundedParallel.Select(Cases, one => one.Read(limits), progress, cancel, maxDegreeOfParallelism);
}
