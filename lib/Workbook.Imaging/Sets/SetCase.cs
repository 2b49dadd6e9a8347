using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>One image or scan of a set together with what is true of it. Both are read when asked for.</summary>
/// <typeparam name="TContent">The image and its truth.</typeparam>
public abstract class SetCase<TContent> : IGrouped
{
    private readonly Func<Limits?, TContent> read;

    private protected SetCase(string name, string group, Func<Limits?, TContent> read, int label)
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
    /// <returns>The image and what is true of it: boxes in pixels of this image, labels of its size.</returns>
    /// <exception cref="Files.ImageFileException">A file is missing, damaged or over the limits.</exception>
    /// <exception cref="DatasetException">Image and truth do not fit together.</exception>
    public TContent Read(Limits? limits = null) => read(limits);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
