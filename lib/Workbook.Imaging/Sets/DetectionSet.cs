using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>Images of one set with the objects to find in them, in a fixed order.</summary>
/// <remarks><c>Split.ByGroup(set.Cases)</c> parts it into training and test by patient or sequence; <see cref="Part"/> makes a set of either side.</remarks>
public sealed class DetectionSet
{
    /// <summary>Puts a set together.</summary>
    /// <param name="name">The set's name, as shown in titles and result files.</param>
    /// <param name="classes">What <see cref="ObjectBox.Class"/> means, one or more; there is no background among them.</param>
    /// <param name="cases">The cases, at least one.</param>
    /// <param name="dropped">How many files were left out as copies of others.</param>
    /// <exception cref="ArgumentException">There are no classes or no cases.</exception>
    public DetectionSet(string name, IReadOnlyList<string> classes, IReadOnlyList<DetectionCase> cases, int dropped = 0)
    {
        if (classes.Count == 0 || cases.Count == 0)
            throw new ArgumentException($"the set \"{name}\" has {classes.Count} classes and {cases.Count} cases; it needs at least 1 of both");
        (Name, Classes, Cases, Dropped) = (name, classes, cases, dropped);
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>What the classes mean, for example <c>left lung</c>, <c>right lung</c>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The cases, sorted by name.</summary>
    public IReadOnlyList<DetectionCase> Cases { get; }

    /// <summary>How many files were left out as copies of others.</summary>
    public int Dropped { get; }

    /// <summary>A part of the set, for example one side of a <see cref="Split"/>.</summary>
    /// <param name="indices">Indices into <see cref="Cases"/>, at least one.</param>
    /// <returns>The cases in the order of the indices.</returns>
    public DetectionSet Part(IEnumerable<int> indices) => new(Name, Classes, [.. indices.Select(i => Cases[i])], Dropped);

    /// <summary>A smaller set, evenly spaced through the order, so that neighbours, which look alike, are thinned out first.</summary>
    /// <param name="count">Most cases, at least 1.</param>
    /// <returns>The smaller set.</returns>
    public DetectionSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count >= Cases.Count ? this : Part(Enumerable.Range(0, count).Select(i => (int)((long)i * Cases.Count / count)));
    }

    /// <summary>The same set, each case resized when it is read; the shape is not kept.</summary>
    /// <remarks>
    /// A new pixel is the mean of the area it covers, in integers, rounded: exact on every machine. A box moves with its edges, by the height's factor down and
    /// the width's across. Such a stretch leaves every IoU as it is, so a score on resized images is one on the originals; bars around an image of kept shape would
    /// cost pixels and bits in every codec instead.
    /// </remarks>
    /// <param name="rows">Height in pixels, 1 to 16384.</param>
    /// <param name="columns">Width in pixels, 1 to 16384.</param>
    /// <returns>A set of as many cases.</returns>
    /// <exception cref="ArgumentException">A side is out of range.</exception>
    public DetectionSet Resized(int rows, int columns)
    {
        ResizedCases.CheckSize(rows, columns);
        return new(Name, Classes, [.. Cases.Select(one => new DetectionCase(one.Name, one.Group, limits =>
            one.Read(limits) is var (image, boxes) ? (ResizedCases.Resize(image, rows, columns), Resize(boxes, image, rows, columns)) : default, one.Label)
        { Path = one.Path })], Dropped);
    }

    /// <summary>Reads all cases, several at a time.</summary>
    /// <param name="progress">Hears how many are read. May be null.</param>
    /// <param name="cancel">Stops between two cases.</param>
    /// <param name="maxDegreeOfParallelism">Most threads; -1 for one per core.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>Image and boxes, in the order of <see cref="Cases"/>.</returns>
    /// <exception cref="Files.ImageFileException">A file is missing, damaged or over the limits.</exception>
    /// <exception cref="DatasetException">A box does not lie in its image.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)[] Read(
        IProgress<int>? progress = null, CancellationToken cancel = default, int maxDegreeOfParallelism = -1, Limits? limits = null) =>
        BoundedParallel.Select(Cases, one => one.Read(limits), progress, cancel, maxDegreeOfParallelism);

    // The right edge of an image stays its right edge: one division, after the product.
    private static ObjectBox[] Resize(IReadOnlyList<ObjectBox> boxes, RgbImage image, int rows, int columns) => [.. boxes.Select(box => box with
    {
        Left = box.Left * columns / image.Columns,
        Top = box.Top * rows / image.Rows,
        Right = box.Right * columns / image.Columns,
        Bottom = box.Bottom * rows / image.Rows,
    })];
}
