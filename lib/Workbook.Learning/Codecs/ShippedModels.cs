using Workbook.Learning.Tasks;

namespace Workbook.Learning.Codecs;

/// <summary>The small models that come with the workbook, in data/models.</summary>
/// <remarks>Each was trained in minutes, codecs on photographs of cracks and fires, networks that segment on the project's own scenes: good enough to be looked into,
/// far below what the papers trained for days.</remarks>
public static class ShippedModels
{
    /// <summary>The folder data/models of the checkout that this library was built in; null where it lies elsewhere.</summary>
    public static string? Folder { get; } = Above(Path.GetDirectoryName(typeof(ShippedModels).Assembly.Location));

    /// <summary>The codecs' names, such as <c>mbt2018-mean-0.0067</c>: the model and its lambda.</summary>
    public static IReadOnlyList<string> Names => All(LearnedCodec.ModelEnding);

    /// <summary>The names of the networks that segment, such as <c>erfnet-polyps</c>: the network and what it marks.</summary>
    public static IReadOnlyList<string> SegmentationNames => All(SegmentationModel.ModelEnding);

    /// <summary>Opens a codec.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="device">Where it computes: <c>cpu</c>, where cells can look into it, or <c>auto</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is none of this name; the message tells the names.</exception>
    public static LearnedCodec Load(string name, string device = "cpu") => LearnedCodec.Load(Find(name, Names, LearnedCodec.ModelEnding), device);

    /// <summary>Opens a network that segments.</summary>
    /// <param name="name">One of <see cref="SegmentationNames"/>.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is none of this name; the message tells the names.</exception>
    public static SegmentationModel LoadSegmentation(string name, string device = "cpu")
        => SegmentationModel.Load(Find(name, SegmentationNames, SegmentationModel.ModelEnding), device);

    private static IReadOnlyList<string> All(string ending) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*" + ending).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    private static string Find(string name, IReadOnlyList<string> names, string ending) => names.Contains(name) ? Path.Combine(Folder!, name + ending)
        : throw new ArgumentException($"there is no model '{name}'; there are {string.Join(", ", names.DefaultIfEmpty("none: data/models is empty or far away"))}", nameof(name));

    private static string? Above(string? start)
    {
        for (var at = start is { Length: > 0 } ? new DirectoryInfo(start) : null; at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Workbook.sln")))
                return Path.Combine(at.FullName, "data", "models");
        return null;
    }
}
