namespace Workbook.Learning.Codecs;

/// <summary>The small models that come with the workbook, in data/models.</summary>
/// <remarks>Each was trained in minutes on photographs of cracks and fires: good enough to be looked into, far below what the papers trained for days.</remarks>
public static class ShippedModels
{
    /// <summary>The folder data/models of the checkout that this library was built in; null where it lies elsewhere.</summary>
    public static string? Folder { get; } = Above(Path.GetDirectoryName(typeof(ShippedModels).Assembly.Location));

    /// <summary>Their names, such as <c>mbt2018-mean-0.0067</c>: the model and its lambda.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*" + LearnedCodec.ModelEnding).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Opens one.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="device">Where it computes: <c>cpu</c>, where cells can look into it, or <c>auto</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is none of this name; the message tells the names.</exception>
    public static LearnedCodec Load(string name, string device = "cpu") => Names.Contains(name)
        ? LearnedCodec.Load(Path.Combine(Folder!, name + LearnedCodec.ModelEnding), device)
        : throw new ArgumentException($"there is no model '{name}'; there are {string.Join(", ", Names.DefaultIfEmpty("none: data/models is empty or far away"))}", nameof(name));

    private static string? Above(string? start)
    {
        for (var at = start is { Length: > 0 } ? new DirectoryInfo(start) : null; at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Workbook.sln")))
                return Path.Combine(at.FullName, "data", "models");
        return null;
    }
}
