using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>One image or scan with the true class of every pixel. Both are read when asked for.</summary>
/// <typeparam name="TImage"><see cref="RgbImage"/> or <see cref="Volume"/>.</typeparam>
/// <typeparam name="TLabels"><see cref="LabelImage"/> or <see cref="LabelVolume"/>.</typeparam>
public sealed class SegmentationCase<TImage, TLabels> : IGrouped
{
    private readonly Func<Limits?, (TImage, TLabels)> read;

    /// <summary>A case from anywhere.</summary>
    /// <param name="name">Name within the set.</param>
    /// <param name="group">The patient or the sequence: cases with the same group are never parted between training and test.</param>
    /// <param name="read">Gives image and labels of the same size; must give the same each time.</param>
    /// <param name="label">Kind of the case, where the set names one, such as 1 for melanoma; splits keep its share.</param>
    public SegmentationCase(string name, string group, Func<Limits?, (TImage Image, TLabels Labels)> read, int label = 0)
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

    /// <summary>File of the labels; null for a case that is not in a file.</summary>
    public string? LabelsPath { get; init; }

    /// <summary>Reads the case. Nothing is kept, so every call reads again.</summary>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The image and its labels, of the same size.</returns>
    /// <exception cref="Files.ImageFileException">A file is missing, damaged or over the limits.</exception>
    /// <exception cref="DatasetException">The two files do not fit together.</exception>
    public (TImage Image, TLabels Labels) Read(Limits? limits = null) => read(limits);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
