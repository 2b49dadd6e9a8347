using Workbook.Codecs;
using Workbook.Imaging.Files;

namespace Workbook.Imaging.Sets;

/// <summary>One image of a set: what it is called, what it shows, what it belongs with. Its pixels are read when asked for.</summary>
public sealed class LabelledImage : IGrouped
{
    private readonly Func<Limits?, RgbImage> _read;

    /// <summary>An image in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name within the set, for example <c>Positive/00015.jpg</c>.</param>
    /// <param name="label">Index into the set's labels.</param>
    /// <param name="group">Images with the same group are never parted between training and test.</param>
    public LabelledImage(string path, string name, int label, string group) : this(name, label, group, limits => ImageFile.Read(path, limits)) =>
        Path = path;

    /// <summary>An image from anywhere, for example a synthetic scene.</summary>
    /// <param name="name">Name within the set.</param>
    /// <param name="label">Index into the set's labels.</param>
    /// <param name="group">Images with the same group are never parted between training and test.</param>
    /// <param name="read">Gives the image; must give the same each time.</param>
    public LabelledImage(string name, int label, string group, Func<RgbImage> read) : this(name, label, group, _ => read())
    {
    }

    private LabelledImage(string name, int label, string group, Func<Limits?, RgbImage> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        (Name, Label, Group, _read) = (name, label, group, read);
    }

    /// <summary>Name within the set.</summary>
    public string Name { get; }

    /// <summary>Index into <see cref="ImageSet.Labels"/>.</summary>
    public int Label { get; }

    /// <summary>Images with the same group are never parted between training and test.</summary>
    public string Group { get; }

    /// <summary>The file; null for an image that is not in a file.</summary>
    public string? Path { get; }

    /// <summary>Length of the file in bytes; null for an image that is not in a file.</summary>
    public long? FileBytes => Path is null ? null : new FileInfo(Path).Length;

    /// <summary>Reads the image. Nothing is kept, so every call reads again.</summary>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ImageFileException">The file is missing, damaged or over the limits.</exception>
    public RgbImage Read(Limits? limits = null) => _read(limits);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
