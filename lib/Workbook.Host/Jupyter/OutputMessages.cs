using System.Text.Json.Nodes;
using Workbook.Host.Cells;

namespace Workbook.Host.Jupyter;

/// <summary>What a cell shows, as messages of the output channel.</summary>
internal static class OutputMessages
{
    /// <summary>The type and the content of the message for an output.</summary>
    /// <param name="output">What the cell shows.</param>
    /// <param name="count">Number of the cell's run.</param>
    public static (string Type, JsonObject Content) Of(CellOutput output, int count) => output switch
    {
        StreamOutput stream => ("stream", new JsonObject { ["name"] = stream.Name, ["text"] = stream.Text }),
        ErrorOutput error => ("error", Error(error)),
        ClearOutput clear => ("clear_output", new JsonObject { ["wait"] = clear.Wait }),
        DisplayOutput { IsResult: true } result => ("execute_result", Display(result, new JsonObject { ["execution_count"] = count })),
        DisplayOutput display => (display.IsUpdate ? "update_display_data" : "display_data",
            Display(display, new JsonObject { ["transient"] = new JsonObject { ["display_id"] = display.DisplayId } })),
        _ => throw new ArgumentException($"an output of type {output.GetType().Name} has no message", nameof(output)),
    };

    /// <summary>The fields that tell an error, in replies too.</summary>
    public static JsonObject Error(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private static JsonObject Display(DisplayOutput display, JsonObject content)
    {
        content["data"] = MimeBundle.Of(display, text => text);
        content["metadata"] = new JsonObject();
        return content;
    }
}
