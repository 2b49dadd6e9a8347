namespace Workbook.Host.Verbs.Measure;

/// <summary>Our Python scripts as files of a folder that goes away.</summary>
internal sealed class PeerScripts : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-peer-");

    /// <summary>Writes scripts that this program holds.</summary>
    public PeerScripts(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            using var source = typeof(PeerScripts).Assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(this[name]);
            source.CopyTo(file);
        }
    }

    /// <summary>The path of a script.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
