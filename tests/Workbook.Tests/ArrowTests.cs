using System.Reflection;
using Workbook.Codecs;

namespace Workbook.Tests;

/// <summary>Data flows one way; the compiled references say so.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Workbook.Codecs"] = [],
        ["Workbook.Imaging"] = ["Workbook.Codecs"],
        ["Workbook.Results"] = ["Workbook.Codecs"],
        ["Workbook.Learning"] = ["Workbook.Codecs", "Workbook.Imaging"],
        ["workbook"] = ["Workbook.Codecs", "Workbook.Imaging", "Workbook.Results", "Workbook.Learning"],
    };

    [Fact]
    public void Every_library_references_only_what_stands_left_of_it()
    {
        foreach (var (name, allowed) in Allowed)
        {
            var used = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Workbook.", StringComparison.Ordinal));
            Assert.Empty(used.Except(allowed).Select(other => $"{name} -> {other}"));
        }
    }

    [Fact]
    public void Codecs_needs_no_native_code_and_no_package_but_the_checksums()
    {
        var foreign = typeof(RgbImage).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }
}
