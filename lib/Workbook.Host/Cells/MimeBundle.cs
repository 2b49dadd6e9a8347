using System.Text.Json.Nodes;

namespace Workbook.Host.Cells;

/// <summary>A shown value as Jupyter writes it: an object with one entry per MIME type.</summary>
internal static class MimeBundle
{
    /// <summary>Makes the object.</summary>
    /// <param name="display">The value.</param>
    /// <param name="text">How text is written: files hold a list of lines, messages a string.</param>
    public static JsonObject Of(DisplayOutput display, Func<string, JsonNode> text)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, value) in display.Data)
            bundle[mimeType] = mimeType switch
            {
                "application/json" => JsonNode.Parse(value),
                "image/png" => value,
                _ => text(value),
            };
        return bundle;
    }
}
