using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Host.Jupyter;

/// <summary>A kernel that lies in one of Jupyter's folders.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="IsOurs">True if it carries our mark: any checkout of the workbook has written it.</param>
/// <param name="Arguments">The command line that starts it; empty if kernel.json cannot be read.</param>
internal sealed record InstalledKernel(string Folder, bool IsOurs, string[] Arguments)
{
    /// <summary>The kernel in a folder, or null if there is none.</summary>
    public static InstalledKernel? At(string folder)
    {
        var file = Path.Combine(folder, KernelSpec.FileName);
        if (!File.Exists(file))
            return null;
        var spec = Read(file);
        return new InstalledKernel(folder, (spec?["metadata"] as JsonObject)?[KernelSpec.Mark] is not null,
            [.. (spec?["argv"] as JsonArray ?? []).Select(argument => argument?.ToString() ?? "")]);
    }

    /// <summary>What a reader of <c>workbook check</c> should know about it.</summary>
    /// <param name="command">The command line of the asking program.</param>
    /// <returns>A verb phrase, and whether the kernel starts the asking program.</returns>
    public (string Words, bool IsThis) Describe(KernelCommand command)
    {
        if (!IsOurs)
            return ($"belongs to another program: {string.Join(' ', Arguments)}", false);
        if (Arguments.SequenceEqual(command.Arguments))
            return ("starts this checkout", true);
        if (Arguments.Take(2).FirstOrDefault(path => !File.Exists(path)) is { } gone)
            return ($"cannot start: {gone} is gone", false);
        return ($"starts {string.Join(' ', Arguments.Take(2))}", false);
    }

    private static JsonObject? Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // not written by us
        }
    }
}
