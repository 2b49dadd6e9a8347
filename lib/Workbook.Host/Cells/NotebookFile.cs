using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Codecs;

namespace Workbook.Host.Cells;

/// <summary>A notebook in nbformat 4 (.ipynb).</summary>
/// <remarks>Written as Jupyter writes it: one space of indent, UTF-8, a newline at the end, so that a rerun changes only what changed.</remarks>
public sealed class NotebookFile
{
    private const int SmallestMinor = 5;

    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private NotebookFile(JsonObject json) => Json = json;

    /// <summary>The whole file.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => [.. Json["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))];

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NotebookException">The file is missing, is not JSON, or is not a notebook of nbformat 4.5 or later.</exception>
    public static NotebookFile Read(string path)
    {
        if (!File.Exists(path))
            throw new NotebookException($"{path} does not exist; name a notebook (.ipynb), or run this where the notebooks lie");
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a notebook's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="NotebookException">The text is not a notebook of nbformat 4.5 or later.</exception>
    public static NotebookFile Parse(string json, string name)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject notebook && Problem(notebook) is var problem)
                return problem is null ? new NotebookFile(notebook) : throw new NotebookException($"{name}: {problem}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new NotebookException($"{name} is not a notebook: {e.Message}", e);
        }
        throw new NotebookException($"{name} is JSON but not a notebook: the outermost value must be an object with cells");
    }

    /// <summary>Makes a notebook of code alone.</summary>
    /// <param name="cells">The cells' sources.</param>
    public static NotebookFile OfCode(IEnumerable<string> cells) => new(new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{i + 1}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = SmallestMinor,
    });

    /// <summary>The file's text.</summary>
    public override string ToString() => Json.ToJsonString(Layout) + "\n";

    /// <summary>Writes the notebook; a reader sees the old file or the new one, never half of one.</summary>
    /// <param name="path">The file; its folder is made where missing.</param>
    public void Save(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToString()));

    /// <summary>Takes outputs and run counts away, as the notebook is kept in version control.</summary>
    public void Strip()
    {
        foreach (var cell in Cells.Where(cell => cell.IsCode))
            cell.SetOutputs([], null);
    }

    private static string? Problem(JsonObject notebook)
    {
        if ((int?)notebook["nbformat"] != 4 || (int?)notebook["nbformat_minor"] is not >= SmallestMinor)
            return $"nbformat is {notebook["nbformat"]}.{notebook["nbformat_minor"]}, expected 4.{SmallestMinor} or later; save it once in a current Jupyter or VS Code";
        if (notebook["cells"] is not JsonArray cells)
            return "there are no cells";
        for (var index = 0; index < cells.Count; index++)
            if (cells[index] is not JsonObject cell || (string?)cell["cell_type"] is not ("code" or "markdown" or "raw") || cell["source"] is not (JsonArray or JsonValue)
                || cell["metadata"] is not JsonObject)
                return $"cell {index + 1} has no cell_type of code, markdown or raw, no source, or no metadata";
        return null;
    }
}
