using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Workbook.Host.Cells;

/// <summary>The doc comments of an assembly: from the XML file beside it, or for the framework from the SDK's reference pack.</summary>
/// <remarks>
/// Files are searched when somebody asks, and not kept: a question costs some milliseconds, an index of the framework's 31 MB much memory.
/// The framework's inner assemblies have no file of their own name, as their types are documented under the assemblies that forward to them.
/// </remarks>
/// <param name="assemblyPath">The assembly.</param>
internal sealed class XmlDocs(string assemblyPath) : DocumentationProvider
{
    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly Lazy<string[]> PackFiles = new(FindPack);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken)
        => Files().Select(file => Find(file, documentationMemberID)).FirstOrDefault(found => found.Length > 0, "");

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => assemblyPath.GetHashCode(StringComparison.Ordinal);

    private IEnumerable<string> Files()
    {
        var beside = Path.ChangeExtension(assemblyPath, ".xml");
        if (File.Exists(beside))
            return [beside];
        return Path.GetDirectoryName(assemblyPath) == RuntimeFolder
            ? PackFiles.Value.OrderByDescending(file => Path.GetFileName(file) == Path.GetFileName(beside)) : [];
    }

    private static string Find(string file, string memberId)
    {
        var text = File.ReadAllBytes(file).AsSpan();
        var start = text.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{memberId}\">"));
        if (start < 0)
            return "";
        var end = text[start..].IndexOf("</member>"u8);
        return Encoding.UTF8.GetString(text.Slice(start, end + "</member>".Length));
    }

    /// <summary>The XML files of the reference pack of this version that the SDK keeps beside the running framework; the largest first, with most types.</summary>
    private static string[] FindPack()
    {
        var packs = Path.Combine(RuntimeFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        return Directory.Exists(packs)
            && Directory.GetDirectories(packs).Select(pack => Path.Combine(pack, "ref", framework)).FirstOrDefault(Directory.Exists) is { } folder
            ? [.. Directory.GetFiles(folder, "*.xml").OrderByDescending(file => new FileInfo(file).Length)] : [];
    }
}
