using System.Text.Json.Nodes;

namespace Workbook.Host.Jupyter;

/// <summary>A message of the Jupyter protocol.</summary>
/// <param name="Identities">Whom a reply goes to; on the output channel, the topic.</param>
/// <param name="Header">Id, type, session, user, date and version.</param>
/// <param name="Parent">Header of the request that this message answers; empty where it answers none.</param>
/// <param name="Content">What the type prescribes.</param>
internal sealed record Message(byte[][] Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type => (string?)Header["msg_type"] ?? "";

    public string? Text(string name) => Content[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public int? Number(string name) => Content[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public bool? Flag(string name) => Content[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
