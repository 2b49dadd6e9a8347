using System.Text.Json.Nodes;

namespace Workbook.Host.Cells;

/// <summary>Collects what a cell shows in nbformat's form: text of one stream joined, updates in place, a limit on text.</summary>
internal sealed class OutputList(int count)
{
    /// <summary>Most characters of text that a cell keeps; more would make the notebook unusable in any viewer.</summary>
    public const int MaxText = 1_000_000;

    private readonly Dictionary<string, JsonObject> _byDisplay = [];
    private readonly List<(JsonObject Output, System.Text.StringBuilder? Text)> _outputs = [];
    private int _text;

    /// <summary>Takes the next thing a cell shows.</summary>
    public void Add(CellOutput output)
    {
        switch (output)
        {
            case StreamOutput stream:
                AddText(stream);
                break;
            case DisplayOutput { IsUpdate: true } update when _byDisplay.TryGetValue(update.DisplayId, out var shown):
                shown["data"] = Bundle(update);
                break;
            case DisplayOutput display:
                _outputs.Add((_byDisplay[display.DisplayId] = Display(display), null));
                break;
            case ErrorOutput error:
                _outputs.Add((Error(error), null));
                break;
        }
    }

    /// <summary>The outputs so far.</summary>
    public JsonArray ToJson()
    {
        foreach (var (output, text) in _outputs)
            if (text is not null)
                output["text"] = Lines(text.ToString());
        return new JsonArray([.. _outputs.Select(o => o.Output.DeepClone())]);
    }

    private void AddText(StreamOutput stream)
    {
        if (_text > MaxText)
            return;
        _text += stream.Text.Length;
        if (_outputs.Count == 0 || _outputs[^1].Text is null || (string?)_outputs[^1].Output["name"] != stream.Name)
            _outputs.Add((new JsonObject { ["name"] = stream.Name, ["output_type"] = "stream" }, new()));
        _outputs[^1].Text!.Append(_text <= MaxText ? stream.Text : $"\n[output stopped here: the cell wrote more than {MaxText:N0} characters]\n");
    }

    private JsonObject Display(DisplayOutput display)
    {
        var output = new JsonObject { ["data"] = Bundle(display) };
        if (display.IsResult)
            output["execution_count"] = count;
        output["metadata"] = new JsonObject();
        output["output_type"] = display.IsResult ? "execute_result" : "display_data";
        return output;
    }

    private static JsonObject Bundle(DisplayOutput display)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, value) in display.Data)
            bundle[mimeType] = mimeType switch
            {
                "application/json" => JsonNode.Parse(value),
                "image/png" => value,
                _ => Lines(value),
            };
        return bundle;
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
