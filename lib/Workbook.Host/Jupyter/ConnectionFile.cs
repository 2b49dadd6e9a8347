using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbook.Host.Jupyter;

/// <summary>Where a kernel listens and how its messages are signed: the file that Jupyter writes for a kernel it starts.</summary>
internal sealed record ConnectionFile
{
    [JsonPropertyName("transport")]
    public string Transport { get; init; } = "tcp";

    [JsonPropertyName("ip")]
    public string Ip { get; init; } = "127.0.0.1";

    [JsonPropertyName("shell_port"), JsonRequired]
    public int ShellPort { get; init; }

    [JsonPropertyName("control_port"), JsonRequired]
    public int ControlPort { get; init; }

    [JsonPropertyName("iopub_port"), JsonRequired]
    public int OutputPort { get; init; }

    [JsonPropertyName("stdin_port"), JsonRequired]
    public int InputPort { get; init; }

    [JsonPropertyName("hb_port"), JsonRequired]
    public int HeartbeatPort { get; init; }

    /// <summary>The shared secret; empty: messages are not signed.</summary>
    [JsonPropertyName("key")]
    public string Key { get; init; } = "";

    [JsonPropertyName("signature_scheme")]
    public string SignatureScheme { get; init; } = MessageSigner.Scheme;

    /// <summary>Reads the file.</summary>
    /// <exception cref="KernelException">The file cannot be read, or asks for what this kernel does not speak.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllText(path))
                ?? throw new KernelException($"{path} is empty; it must be the connection file of a Jupyter client");
            return Problem(file) is { } problem ? throw new KernelException($"{path}: {problem}") : file;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new KernelException($"{path} is no connection file: {e.Message}. A Jupyter client writes one and puts it for {{connection_file}}", e);
        }
    }

    private static string? Problem(ConnectionFile file)
        => file.Transport != "tcp" ? $"transport is '{file.Transport}', this kernel speaks tcp; leave the client's transport at its default"
            : file.SignatureScheme != MessageSigner.Scheme ? $"signature_scheme is '{file.SignatureScheme}', expected {MessageSigner.Scheme}"
            : null;
}
