using System.Text;
using System.Text.Json.Nodes;

namespace Workbook.Host.Cells;

/// <summary>Collects what a cell shows in nbformat's form: text of one stream joined, updates in place.</summary>
/// <param name="count">Number of the cell's run.</param>
/// <param name="displays">The notebook's outputs by display id, because a later cell may update them.</param>
internal sealed class OutputList(int count, Dictionary<string, JsonObject> displays)
{
    private readonly List<(JsonObject Output, StringBuilder? Text)> _outputs = [];
    private bool _clearFirst;

    /// <summary>Takes the next thing a cell shows.</summary>
    public void Add(CellOutput output)
    {
        if (_clearFirst || output is ClearOutput { Wait: false })
            _outputs.Clear();
        _clearFirst = output is ClearOutput { Wait: true };
        switch (output)
        {
            case StreamOutput stream:
                AddText(stream);
                break;
            case DisplayOutput { IsUpdate: true } update:
                if (displays.TryGetValue(update.DisplayId, out var shown))
                    shown["data"] = MimeBundle.Of(update, Lines);
                break;
            case DisplayOutput display:
                _outputs.Add((displays[display.DisplayId] = Display(display), null));
                break;
            case ErrorOutput error:
                _outputs.Add((Error(error), null));
                break;
        }
    }

    /// <summary>Gives the outputs away, once, at the end of the cell.</summary>
    public JsonArray ToJson()
    {
        foreach (var (output, text) in _outputs)
            if (text is not null)
                output["text"] = Lines(text.ToString());
        return new JsonArray([.. _outputs.Select(o => o.Output)]);
    }

    private void AddText(StreamOutput stream)
    {
        if (_outputs.Count == 0 || _outputs[^1].Text is null || (string?)_outputs[^1].Output["name"] != stream.Name)
            _outputs.Add((new JsonObject { ["name"] = stream.Name, ["output_type"] = "stream" }, new()));
        _outputs[^1].Text!.Append(stream.Text);
    }

    private JsonObject Display(DisplayOutput display)
    {
        var output = new JsonObject { ["data"] = MimeBundle.Of(display, Lines) };
        if (display.IsResult)
            output["execution_count"] = count;
        output["metadata"] = new JsonObject();
        output["output_type"] = display.IsResult ? "execute_result" : "display_data";
        return output;
    }

    private static JsonObject Error(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) is >= 0 and var newline ? newline + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
