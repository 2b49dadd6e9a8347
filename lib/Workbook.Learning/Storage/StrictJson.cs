using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workbook.Learning.Storage;

/// <summary>Records as JSON that people write: what is left out keeps its default, what is unknown is refused by its name.</summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        IgnoreReadOnlyProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Text that <see cref="Read"/> reads.</summary>
    internal static string Write<T>(T record) => JsonSerializer.Serialize(record, Json);

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is no JSON object, has an unknown key, or a value of the wrong kind.</exception>
    internal static T Read<T>(string text) where T : class
    {
        var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
        RefuseUnknown(node as JsonObject ?? throw new JsonException("expected an object { ... }"), typeof(T), "");
        return node.Deserialize<T>(Json)!;
    }

    private static void RefuseUnknown(JsonObject given, Type type, string where)
    {
        var known = Json.GetTypeInfo(type).Properties.Where(property => property.Set is not null).ToDictionary(property => property.Name, property => property.PropertyType);
        foreach (var (key, value) in given)
            if (!known.TryGetValue(key, out var inner))
                throw new JsonException($"there is no '{where}{key}'; known are {string.Join(", ", known.Keys)}");
            else if (value is JsonObject nested)
                RefuseUnknown(nested, Nullable.GetUnderlyingType(inner) ?? inner, $"{where}{key}.");
    }
}
