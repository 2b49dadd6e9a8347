using System.CommandLine;
using Workbook.Host.Verbs.Coded;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train</c>: trains a learned codec by a recipe.</summary>
internal static class TrainVerb
{
    public static Command Make()
    {
        var recipe = new Argument<string?>("recipe") { Description = "a JSON file, a name of --list, or a model file (.wlm) to train again by the recipe in it", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the recipes that come with the workbook; with a name or file, show it as JSON" };
        var resume = new Option<bool>("--resume") { Description = "go on from the folder's last checkpoint" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda or cuda:1; without it, what the recipe says" };
        var steps = new Option<long?>("--steps") { Description = "steps of the whole run; without it, what the recipe says" };
        var images = new Option<string?>("--images") { Description = "scenes, photos, polyps, skin (the sets in WORKBOOK_DATA) or a folder; without it, what the recipe says" };
        var output = new Option<string?>("--out") { Description = "folder of checkpoints, model and record; without it, out/models/<recipe>" };
        var command = new Command("train", "Train a learned codec; Ctrl+C keeps a checkpoint to go on from. For compression and a task together see train joint and train mvmic, for one model of many rates train recurrent.")
        {
            recipe, list, resume, device, steps, images, output, JointVerb.Make(), MvmicVerb.Make(), RecurrentVerb.Make(),
        };
        command.SetAction(parse =>
        {
            var word = parse.GetValue(recipe);
            if (parse.GetValue(list) || word is null)
                return List(word);
            var (name, found) = Find(word);
            var folder = Path.GetFullPath(parse.GetValue(output) ?? Path.Combine(Repository.Root, "out", "models", name));
            var training = found.Training with
            {
                Device = parse.GetValue(device) ?? found.Training.Device,
                Steps = parse.GetValue(steps) ?? found.Training.Steps,
                CheckpointFolder = folder,
            };
            return SharedRun.Do(group => new TrainRun(name, found with { Training = training with { Group = group }, Images = parse.GetValue(images) ?? found.Images }, folder)
                .Run(parse.GetValue(resume)));
        });
        return command;
    }

    private static int List(string? name)
    {
        if (name is not null)
            Console.WriteLine(Find(name).Recipe.ToJson());
        else
            foreach (var (known, recipe) in CodecRecipes.All)
                Console.WriteLine($"{known,-36} N {recipe.N,3}, M {recipe.M,3}, {recipe.Training.Steps,7:N0} steps of {recipe.Training.BatchSize} x {recipe.Training.CropSize} x {recipe.Training.CropSize}");
        return 0;
    }

    /// <summary>A recipe by its file, a model that was trained by it, or its name.</summary>
    public static (string Name, CodecRecipe Recipe) Find(string word)
    {
        if (CodecRecipes.All.TryGetValue(word, out var recipe))
            return (word, recipe);
        if (File.Exists(word))
            return (Path.GetFileNameWithoutExtension(word), CodecRecipe.FromJson(Text(word), word));
        throw new ArgumentException($"'{word}' is neither a file nor a recipe of the workbook; ./workbook train --list shows them");
    }

    /// <summary>A recipe's text: of a JSON file, or out of a model.</summary>
    public static string Text(string file)
    {
        if (!TensorsFile.Is(File.ReadAllBytes(file)))
            return File.ReadAllText(file);
        return TensorFile.Load(file).Metadata.TryGetValue(TrainRun.RecipeKey, out var recipe) ? recipe
            : throw new ArgumentException($"{file}: the model does not say by which recipe it was trained; give the recipe itself");
    }
}
