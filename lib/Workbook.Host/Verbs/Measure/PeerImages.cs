using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Images of a set as files for another program: those of the set, or drawn scenes written to a folder that goes away.</summary>
internal sealed class PeerImages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-measure-");

    public PeerImages(ImageSet set) => Files = [.. set.Images.Select(FileOf)];

    public string[] Files { get; }

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private string FileOf(LabelledImage image, int index)
    {
        if (image.Path is { } path)
            return path;
        var file = this[$"{index:00000}.png"];
        ImageFile.Write(file, image.Read());
        return file;
    }
}
