using System.CommandLine;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train recurrent</c>: trains a recurrent codec by a recipe.</summary>
internal static class RecurrentVerb
{
    private static readonly string Names = string.Join(", ", RecurrentRecipe.All.Keys);

    private static readonly RecipeVerb<RecurrentRecipe> Recipes = new()
    {
        All = RecurrentRecipe.All,
        Prefix = "recurrent-",
        Choices = $"{Names}; a JSON file, or a model file (.wrm) to train again by the recipe in it",
        None = $"a recipe of a recurrent codec; there are {Names}",
        Line = (name, recipe) => $"{name,-12} {recipe.Iterations,2} iterations of {recipe.Sizes.RawBitsPerPixel} bpp",
        ToJson = recipe => recipe.ToJson(),
        FromJson = RecurrentRecipe.FromJson,
        With = (recipe, images, training) => recipe with { Images = images, Training = training },
        Run = (name, recipe, folder, resume) => new RecurrentRun(name, recipe, folder).Run(resume),
    };

    public static Command Make() => Recipes.Make("recurrent", "Train a recurrent codec, one model for all rates; Ctrl+C keeps a checkpoint to go on from.");
}
