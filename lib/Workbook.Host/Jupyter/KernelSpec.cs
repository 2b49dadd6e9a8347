using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Host.Jupyter;

/// <summary>What makes a folder a Jupyter kernel: the folder's name and a file kernel.json.</summary>
/// <param name="Name">The folder's name; notebooks name their kernel by it.</param>
/// <param name="DisplayName">The name that people choose by.</param>
internal sealed record KernelSpec(string Name, string DisplayName)
{
    /// <summary>The file that makes a folder a kernel.</summary>
    public const string FileName = "kernel.json";

    /// <summary>The entry in kernel.json's metadata by which we know our own.</summary>
    public const string Mark = "workbook";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name that is only ours.</summary>
    public static KernelSpec Own { get; } = new("workbook-csharp", "C# (Workbook)");

    /// <summary>The name that the notebooks carry. .NET Interactive has it too, and papermill knows it.</summary>
    public static KernelSpec OfNotebooks { get; } = new(".net-csharp", ".NET (C#)");

    /// <summary>The content of kernel.json.</summary>
    public string ToJson(KernelCommand command) => new JsonObject
    {
        ["argv"] = new JsonArray([.. command.Arguments.Select(argument => JsonValue.Create(argument))]),
        ["display_name"] = DisplayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { [Mark] = new JsonObject { ["version"] = command.Version, ["commit"] = command.Commit } },
    }.ToJsonString(Layout) + "\n";
}
