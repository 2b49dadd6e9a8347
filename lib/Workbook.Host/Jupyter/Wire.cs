using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;

namespace Workbook.Host.Jupyter;

/// <summary>Turns messages into the frames that travel, and back.</summary>
/// <remarks>Frames: identities, <c>&lt;IDS|MSG&gt;</c>, signature, header, parent header, metadata, content. Protocol 5.3.</remarks>
internal sealed class Wire(MessageSigner signer)
{
    public const string ProtocolVersion = "5.3";
    private const int SignedFrames = 4;
    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _session = Guid.NewGuid().ToString("N");

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Makes a message of this kernel's session.</summary>
    public Message Make(byte[][] identities, string type, JsonObject parent, JsonObject content) => new(
        identities,
        new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["msg_type"] = type,
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("O"),
            ["version"] = ProtocolVersion,
        },
        parent, content);

    /// <summary>The frames of a message, signed.</summary>
    public NetMQMessage Pack(Message message)
    {
        byte[][] parts = [.. new[] { message.Header, message.Parent, [], message.Content }.Select(part => JsonSerializer.SerializeToUtf8Bytes(part, Layout))];
        return new NetMQMessage([.. message.Identities, Delimiter.ToArray(), signer.Sign(parts), .. parts]);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="frames">What came.</param>
    /// <param name="problem">Why there is no message.</param>
    /// <returns>Null where the signature is wrong or the frames are no message.</returns>
    public Message? Unpack(NetMQMessage frames, out string problem)
    {
        var bytes = frames.Select(frame => frame.ToByteArray()).ToArray();
        var at = Array.FindIndex(bytes, frame => frame.AsSpan().SequenceEqual(Delimiter));
        problem = at < 0 ? "no delimiter" : bytes.Length < at + 2 + SignedFrames ? "too few frames" : "";
        if (problem.Length > 0)
            return null;
        var parts = bytes[(at + 2)..(at + 2 + SignedFrames)];
        if (!signer.Check(parts, bytes[at + 1]))
        {
            problem = "the signature is wrong";
            return null;
        }
        return Read(bytes[..at], parts, out problem);
    }

    private static Message? Read(byte[][] identities, byte[][] parts, out string problem)
    {
        try
        {
            problem = "a part is no JSON object";
            return JsonNode.Parse(parts[0]) is JsonObject header && JsonNode.Parse(parts[1]) is JsonObject parent && JsonNode.Parse(parts[3]) is JsonObject content
                ? new Message(identities, header, parent, content) : null;
        }
        catch (JsonException e)
        {
            problem = e.Message;
            return null;
        }
    }
}
