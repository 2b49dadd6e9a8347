using System.Text.Json.Nodes;

namespace Workbook.Notebooks.Tests;

/// <summary>Small notebooks for the tests of the runner.</summary>
internal static class NotebookText
{
    public static string Of(params string[] cells) => Of([.. cells.Select(code => (code, ""))]);

    public static string Of(params (string Code, string Tag)[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, i) => Cell($"c{i}", cell.Code, cell.Tag))]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    private static JsonObject Cell(string id, string code, string tag) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = tag.Length > 0 ? new JsonObject { ["tags"] = new JsonArray(tag) } : [],
        ["outputs"] = new JsonArray(),
        ["source"] = code,
    };
}
