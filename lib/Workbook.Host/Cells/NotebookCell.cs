using System.Text.Json.Nodes;

namespace Workbook.Host.Cells;

/// <summary>One cell of a notebook; changes go straight to the notebook's JSON.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject _json;

    internal NotebookCell(JsonObject json) => _json = json;

    /// <summary>True for a cell of code, false for prose.</summary>
    public bool IsCode => (string?)_json["cell_type"] == "code";

    /// <summary>True for a cell of prose in Markdown.</summary>
    public bool IsMarkdown => (string?)_json["cell_type"] == "markdown";

    /// <summary>The cell's name in its file.</summary>
    public string Id => (string?)_json["id"] ?? "";

    /// <summary>The cell's text, lines ended by a newline.</summary>
    public string Source => _json["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)_json["source"] ?? "";

    /// <summary>Papermill's and Jupyter's tags.</summary>
    public IReadOnlyList<string> Tags => _json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(tag => (string)tag!)] : [];

    /// <summary>The cell as it stands in the file.</summary>
    public JsonObject Json => _json;

    /// <summary>The outputs of a cell of code.</summary>
    public JsonArray Outputs => _json["outputs"] as JsonArray ?? [];

    /// <summary>Replaces the outputs and the run count.</summary>
    /// <param name="outputs">Outputs in nbformat's form.</param>
    /// <param name="count">Number of the run, or null for a cell that has not run.</param>
    public void SetOutputs(JsonArray outputs, int? count)
    {
        _json["execution_count"] = count;
        _json["outputs"] = outputs;
    }
}
