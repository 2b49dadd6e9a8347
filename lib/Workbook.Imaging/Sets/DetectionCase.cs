using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>One image with the true boxes of the objects in it. Both are read when asked for.</summary>
public sealed class DetectionCase : IGrouped
{
    private readonly Func<Limits?, (RgbImage, IReadOnlyList<ObjectBox>)> read;

    /// <summary>A case from anywhere.</summary>
    /// <param name="name">Name within the set.</param>
    /// <param name="group">The patient or the sequence: cases with the same group are never parted between training and test.</param>
    /// <param name="read">Gives the image and its boxes, which lie within it; none where there is nothing to find. Must give the same each time.</param>
    /// <param name="label">Kind of the case, where the set names one, such as 1 for an image with findings; splits keep its share.</param>
    public DetectionCase(string name, string group, Func<Limits?, (RgbImage Image, IReadOnlyList<ObjectBox> Boxes)> read, int label = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        (Name, Group, Label, this.read) = (name, group, label, read);
    }

    /// <summary>Name within the set.</summary>
    public string Name { get; }

    /// <summary>The patient or the sequence.</summary>
    public string Group { get; }

    /// <summary>Kind of the case; 0 where the set names none.</summary>
    public int Label { get; }

    /// <summary>File of the image; null for a case that is not in a file.</summary>
    public string? Path { get; init; }

    /// <summary>Reads the case. Nothing is kept, so every call reads again.</summary>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The image and the boxes in it, in pixels of this image.</returns>
    /// <exception cref="Files.ImageFileException">The file is missing, damaged or over the limits.</exception>
    /// <exception cref="DatasetException">A box does not lie in the image.</exception>
    public (RgbImage Image, IReadOnlyList<ObjectBox> Boxes) Read(Limits? limits = null) => read(limits);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
