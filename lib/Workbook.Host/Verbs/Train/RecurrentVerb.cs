using System.CommandLine;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train recurrent</c>: trains a recurrent codec by a recipe.</summary>
internal static class RecurrentVerb
{
    public static Command Make()
    {
        var recipe = new Argument<string?>("recipe") { Description = $"{string.Join(", ", RecurrentRecipe.All.Keys)}; a JSON file, or a model file (.wrm) to train again by the recipe in it", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the recipes that come with the workbook; with a name or file, show it as JSON" };
        var resume = new Option<bool>("--resume") { Description = "go on from the folder's last checkpoint" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda or cuda:1; without it, what the recipe says" };
        var steps = new Option<long?>("--steps") { Description = "steps of the whole run; without it, what the recipe says" };
        var images = new Option<string?>("--images") { Description = "scenes, photos, polyps, skin (the sets in WORKBOOK_DATA) or a folder; without it, what the recipe says" };
        var output = new Option<string?>("--out") { Description = "folder of checkpoints, model and record; without it, out/models/recurrent-<recipe>" };
        var command = new Command("recurrent", "Train a recurrent codec, one model for all rates; Ctrl+C keeps a checkpoint to go on from.") { recipe, list, resume, device, steps, images, output };
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
            return SharedRun.Do(group => new RecurrentRun(name, found with { Training = training with { Group = group }, Images = parse.GetValue(images) ?? found.Images }, folder)
                .Run(parse.GetValue(resume)));
        });
        return command;
    }

    private static int List(string? name)
    {
        if (name is not null)
            Console.WriteLine(Find(name).Recipe.ToJson());
        else
            foreach (var (known, recipe) in RecurrentRecipe.All)
                Console.WriteLine($"{known,-12} {recipe.Iterations,2} iterations of {recipe.Sizes.RawBitsPerPixel} bpp, {recipe.Training.Steps,7:N0} steps of {recipe.Training.BatchSize} x {recipe.Training.CropSize} x {recipe.Training.CropSize}");
        return 0;
    }

    private static (string Name, RecurrentRecipe Recipe) Find(string word)
    {
        if (RecurrentRecipe.All.TryGetValue(word, out var recipe))
            return ($"recurrent-{word}", recipe);
        if (File.Exists(word))
            return (Path.GetFileNameWithoutExtension(word), RecurrentRecipe.FromJson(TrainVerb.Text(word), word));
        throw new ArgumentException($"'{word}' is neither a file nor a recipe of a recurrent codec; there are {string.Join(", ", RecurrentRecipe.All.Keys)}");
    }
}
