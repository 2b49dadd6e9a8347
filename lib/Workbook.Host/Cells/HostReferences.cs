using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Workbook.Host.Cells;

/// <summary>Resolves <c>#r</c>: an assembly that the host already has is the host's own copy, so that every type exists once.</summary>
internal sealed class HostReferences(string baseDirectory) : MetadataReferenceResolver, IEquatable<HostReferences>
{
    private static readonly Dictionary<string, string> HostAssemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .GroupBy(Path.GetFileName).ToDictionary(g => g.Key!, g => g.First(), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] OwnAssemblies =
        ["Microsoft.DotNet.Interactive.Formatting.dll", "Microsoft.AspNetCore.Html.Abstractions.dll", "workbook.dll"];

    private readonly ScriptMetadataResolver _inner = ScriptMetadataResolver.Default.WithBaseDirectory(baseDirectory);

    /// <summary>What every cell can use without asking: the framework, the formatters, and this engine.</summary>
    public static IReadOnlyList<MetadataReference> Default { get; } =
    [
        .. HostAssemblies.Values
            .Where(path => path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal))
            .Concat(OwnAssemblies.Select(name => Path.Combine(AppContext.BaseDirectory, name)))
            .Select(path => Open(path)),
    ];

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
        => HostAssemblies.TryGetValue(Path.GetFileName(reference), out var own)
            ? [Open(own, properties)]
            : [.. _inner.ResolveReference(reference, baseFilePath, properties).Select(found => Open(found.FilePath!, properties))];

    private static PortableExecutableReference Open(string path, MetadataReferenceProperties properties = default)
        => MetadataReference.CreateFromFile(path, properties, new XmlDocs(path));

    public bool Equals(HostReferences? other) => other is not null && _inner.Equals(other._inner);

    public override bool Equals(object? obj) => Equals(obj as HostReferences);

    public override int GetHashCode() => _inner.GetHashCode();
}
