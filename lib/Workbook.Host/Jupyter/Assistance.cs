using System.Text.Json.Nodes;
using Workbook.Host.Cells.Assist;

namespace Workbook.Host.Jupyter;

/// <summary>Answers what a front end asks while its reader types.</summary>
internal sealed class Assistance(CodeAssistant assistant)
{
    /// <summary>Answers a complete_request.</summary>
    public JsonObject Complete(Message request)
    {
        var (code, position) = Place(request);
        var found = assistant.Complete(code, position);
        var (start, end) = (CodePoints.FromUtf16(code, found.Start), CodePoints.FromUtf16(code, found.End));
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // The name under which JupyterLab and VS Code look for what kind of thing each match is.
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item =>
                    new JsonObject { ["start"] = start, ["end"] = end, ["text"] = item.Text, ["type"] = item.Kind })]),
            },
        };
    }

    /// <summary>Answers an inspect_request.</summary>
    public JsonObject Inspect(Message request)
    {
        var (code, position) = Place(request);
        var found = assistant.Inspect(code, position);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? [] : new JsonObject { ["text/plain"] = found.PlainText, ["text/markdown"] = found.Markdown },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Answers an is_complete_request.</summary>
    public static JsonObject IsComplete(Message request)
    {
        var (status, indent) = Completeness.Of(request.Text("code") ?? "");
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete")
            reply["indent"] = indent;
        return reply;
    }

    private static (string Code, int Position) Place(Message request)
    {
        var code = request.Text("code") ?? "";
        return (code, CodePoints.ToUtf16(code, request.Number("cursor_pos") ?? int.MaxValue));
    }
}
