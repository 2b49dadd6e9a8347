using System.Text.Json;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Training;

public sealed partial record CodecRecipe
{
    /// <summary>The recipe as text that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => StrictJson.Write(this);

    /// <summary>Reads a recipe; what is left out keeps its default.</summary>
    /// <param name="text">A JSON object, such as <c>{ "model": "mbt2018-mean", "lambda": 0.013, "training": { "steps": 2000 } }</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArgumentException">It is no JSON object, has an unknown key, or a value of the wrong kind or out of range.</exception>
    public static CodecRecipe FromJson(string text, string name = "the recipe")
    {
        try
        {
            var recipe = StrictJson.Read<CodecRecipe>(text);
            recipe.Check();
            return recipe;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ArgumentException($"{name}: {e.Message}", e);
        }
    }
}
