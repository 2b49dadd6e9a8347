using System.Text.Json;

namespace Workbook.Results.Report;

/// <summary>What a report needs of an executed notebook.</summary>
internal sealed record NotebookContent(IReadOnlyList<CellContent> Cells)
{
    /// <summary>Reads nbformat 4 JSON.</summary>
    /// <exception cref="FormatException">The text is no notebook.</exception>
    public static NotebookContent Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new([.. document.RootElement.GetProperty("cells").EnumerateArray().Select(ReadCell)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"this is no notebook of nbformat 4: {error.Message}", error);
        }
    }

    private static CellContent ReadCell(JsonElement cell) => new(
        cell.GetProperty("cell_type").GetString() ?? "raw",
        Joined(cell, "source"),
        cell.TryGetProperty("outputs", out var outputs) ? [.. outputs.EnumerateArray().Select(ReadOutput)] : [],
        cell.TryGetProperty("execution_count", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : null,
        cell.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(t => t.GetString() ?? "")] : []);

    private static OutputContent ReadOutput(JsonElement output)
    {
        var type = output.GetProperty("output_type").GetString() ?? "";
        var bundle = new Dictionary<string, string>();
        if (type == "stream")
            bundle["text/plain"] = Joined(output, "text");
        else if (type == "error")
            bundle["text/plain"] = ErrorText(output);
        else if (output.TryGetProperty("data", out var data))
            foreach (var item in data.EnumerateObject())
                bundle[item.Name] = Joined(data, item.Name);
        return new(type, output.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "", bundle);
    }

    private static string ErrorText(JsonElement output)
    {
        var trace = Joined(output, "traceback", "\n");
        var (name, value) = (Joined(output, "ename"), Joined(output, "evalue"));
        return trace.Contains(value, StringComparison.Ordinal) && trace.Length > 0 ? trace : $"{name}: {value}\n{trace}".TrimEnd();
    }

    // nbformat keeps a text as one string or as a list of lines.
    private static string Joined(JsonElement parent, string name, string between = "") =>
        !parent.TryGetProperty(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.Array ? string.Join(between, value.EnumerateArray().Select(line => line.ToString()))
        : value.ToString();
}

/// <summary>A cell: its kind, source, outputs, run count and tags.</summary>
internal sealed record CellContent(string Kind, string Source, IReadOnlyList<OutputContent> Outputs, int? Count, IReadOnlyList<string> Tags);

/// <summary>One output: its kind, the stream's name, and its forms by MIME type.</summary>
internal sealed record OutputContent(string Kind, string Stream, IReadOnlyDictionary<string, string> Forms);
