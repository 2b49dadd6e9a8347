using System.CommandLine;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train</c>: trains a learned codec by a recipe.</summary>
internal static class TrainVerb
{
    private static readonly RecipeVerb<CodecRecipe> Recipes = new()
    {
        All = CodecRecipes.All,
        Choices = "a JSON file, a name of --list, or a model file (.wlm) to train again by the recipe in it",
        None = "a recipe of the workbook; ./workbook train --list shows them",
        Line = (name, recipe) => $"{name,-36} N {recipe.N,3}, M {recipe.M,3}",
        ToJson = recipe => recipe.ToJson(),
        FromJson = CodecRecipe.FromJson,
        With = (recipe, images, training) => recipe with { Images = images, Training = training },
        Run = (name, recipe, folder, resume) => new TrainRun(name, recipe, folder).Run(resume),
    };

    public static Command Make() => Recipes.Make("train",
        "Train a learned codec; Ctrl+C keeps a checkpoint to go on from. For compression and a task together see train joint and train mvmic, for one model of many rates train recurrent.",
        JointVerb.Make(), MvmicVerb.Make(), RecurrentVerb.Make());

    /// <inheritdoc cref="RecipeVerb{TRecipe}.Find"/>
    public static (string Name, CodecRecipe Recipe) Find(string word) => Recipes.Find(word);
}
