using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workbook.Codecs;

namespace Workbook.Results.Records;

/// <summary>Run records as JSON files: the source of every figure and table.</summary>
/// <remarks>Indented, members and names always in the same order, numbers with all their digits whatever the culture; equal records give
/// equal bytes. Reading is strict: unknown, doubled or missing members are refused.</remarks>
public static class ResultFile
{
    /// <summary>Version of the layout that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The version stands first in the file and is read before anything else.
    private sealed record Document(int Schema, RunRecord Run);

    private sealed record VersionOnly([property: JsonRequired] int Schema);

    /// <summary>Writes a record to a neighbour file first, then puts it in place, so that a reader never sees half of it.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="record">What to write.</param>
    public static void Save(string path, RunRecord record) => AtomicFile.Write(path, ToBytes(record));

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What was written, value for value.</returns>
    /// <exception cref="ResultFileException">The file is missing, damaged, of a newer version, or holds something else.</exception>
    public static RunRecord Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (IOException e)
        {
            throw new ResultFileException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads every result file of a folder.</summary>
    /// <param name="folder">The folder; its subfolders are not read.</param>
    /// <returns>The records in the order of the files' names.</returns>
    /// <exception cref="ResultFileException">The folder is missing, or one of its .json files is no good result file.</exception>
    public static IReadOnlyList<RunRecord> LoadAll(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ResultFileException($"there is no folder {folder}");
        return [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Load)];
    }

    /// <summary>The bytes of a result file.</summary>
    /// <param name="record">What to write.</param>
    /// <returns>UTF-8 text, ending in a line feed.</returns>
    public static byte[] ToBytes(RunRecord record)
    {
        var sorted = record with
        {
            Parameters = Sorted(record.Parameters),
            Metrics = Sorted(record.Metrics),
            Tables = Sorted(record.Tables),
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(new Document(Schema, sorted), Options), (byte)'\n'];
    }

    /// <summary>Reads the bytes of a result file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>What was written, value for value.</returns>
    /// <exception cref="ResultFileException">The bytes are damaged, of a newer version, or something else.</exception>
    public static RunRecord Parse(ReadOnlySpan<byte> bytes, string name = "the text")
    {
        try
        {
            CheckSchema(bytes, name);
            return JsonSerializer.Deserialize<Document>(bytes, Options)!.Run;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ResultFileException($"{name} is no result file of schema {Schema}: {e.Message}", e);
        }
    }

    private static void CheckSchema(ReadOnlySpan<byte> bytes, string name)
    {
        var lenient = new JsonSerializerOptions(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };
        int schema = JsonSerializer.Deserialize<VersionOnly>(bytes, lenient)?.Schema
            ?? throw new ResultFileException($"{name} holds null; a result file is an object");
        if (schema != Schema)
            throw new ResultFileException($"{name} has schema {schema}; this version reads schema {Schema}");
    }

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);
}
