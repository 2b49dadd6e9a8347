using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workbook.Learning.Training;

public sealed partial record CodecRecipe
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The recipe as text that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a recipe; what is left out keeps its default.</summary>
    /// <param name="text">A JSON object, such as <c>{ "model": "mbt2018-mean", "lambda": 0.013, "training": { "steps": 2000 } }</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArgumentException">It is no JSON object, has an unknown key, or a value of the wrong kind or out of range.</exception>
    public static CodecRecipe FromJson(string text, string name = "the recipe")
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            RefuseUnknown(node as JsonObject ?? throw new JsonException("expected an object { ... }"), typeof(CodecRecipe), "");
            var recipe = node.Deserialize<CodecRecipe>(Json)!;
            recipe.Check();
            return recipe;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ArgumentException($"{name}: {e.Message}", e);
        }
    }

    private static void RefuseUnknown(JsonObject given, Type type, string where)
    {
        var known = Json.GetTypeInfo(type).Properties.ToDictionary(property => property.Name, property => property.PropertyType);
        foreach (var (key, value) in given)
            if (!known.TryGetValue(key, out var inner))
                throw new JsonException($"there is no '{where}{key}'; known are {string.Join(", ", known.Keys)}");
            else if (value is JsonObject nested)
                RefuseUnknown(nested, inner, $"{where}{key}.");
    }
}
