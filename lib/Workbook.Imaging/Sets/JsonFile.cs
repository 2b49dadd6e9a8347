using System.Text.Json;

namespace Workbook.Imaging.Sets;

/// <summary>A value in a JSON file and where it stands, so that what is wrong can be found.</summary>
internal readonly struct JsonFile
{
    private const long MostBytes = 1L << 30;

    private readonly JsonElement element;
    private readonly string where;

    private JsonFile(JsonElement element, string where) => (this.element, this.where) = (element, where);

    /// <exception cref="DatasetException">The file cannot be read, is too large, or is no JSON.</exception>
    internal static JsonFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MostBytes)
                throw new DatasetException($"{path} has {file.Length:N0} bytes, allowed {MostBytes:N0}; split the set");
            using var document = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new(document.RootElement.Clone(), path);
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path} is no JSON: {e.Message} Get it again from its source", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message} Check the name and the rights", e);
        }
    }

    /// <summary>A property.</summary>
    /// <exception cref="DatasetException">This is no object, or has no such property.</exception>
    internal JsonFile this[string name] => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? new(value, $"{where}: {name}")
        : throw Bad($"an object with the property {name}");

    /// <summary>The items of a list.</summary>
    /// <exception cref="DatasetException">This is no list.</exception>
    internal IEnumerable<JsonFile> Items => element.ValueKind == JsonValueKind.Array ? Numbered(element, where) : throw Bad("a list");

    /// <exception cref="DatasetException">This is no text.</exception>
    internal string Text => element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : throw Bad("a text");

    /// <exception cref="DatasetException">This is no whole number.</exception>
    internal long Whole => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : throw Bad("a whole number");

    /// <exception cref="DatasetException">This is no finite number.</exception>
    internal double Number => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Bad("a number");

    /// <summary>A list of four numbers.</summary>
    /// <exception cref="DatasetException">This is no such list.</exception>
    internal (double, double, double, double) Four => Items.Take(5).Select(item => item.Number).ToArray() is [var a, var b, var c, var d] ? (a, b, c, d) : throw Bad("a list of 4 numbers");

    /// <summary>Whether there is a property with this number.</summary>
    internal bool Has(string name, long value) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _) && this[name].Whole == value;

    internal DatasetException Bad(string expected)
    {
        var text = element.GetRawText();
        return new($"{where} is {(text.Length > 60 ? text[..60] + "..." : text)}, expected {expected}");
    }

    private static IEnumerable<JsonFile> Numbered(JsonElement list, string where) => list.EnumerateArray().Select((item, i) => new JsonFile(item, $"{where}[{i}]"));
}
