using System.CommandLine;
using Workbook.Host.Verbs.Coded;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Learning.Training.Distributed;

namespace Workbook.Host.Verbs.Train;

/// <summary>A verb that trains a codec for pixels by a recipe: its options, and where a recipe is found.</summary>
/// <typeparam name="TRecipe">What it trains by.</typeparam>
internal sealed class RecipeVerb<TRecipe> where TRecipe : class, IImageRecipe
{
    /// <summary>The recipes that come with the workbook.</summary>
    public required IReadOnlyDictionary<string, TRecipe> All { get; init; }

    /// <summary>What stands before a recipe's name in that of a run.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What the argument can be, in words.</summary>
    public required string Choices { get; init; }

    /// <summary>What a recipe is not, where there is none of a name, in words.</summary>
    public required string None { get; init; }

    /// <summary>A recipe in a line, without its training.</summary>
    public required Func<string, TRecipe, string> Line { get; init; }

    public required Func<TRecipe, string> ToJson { get; init; }

    /// <summary>Reads a text from a file of some name.</summary>
    public required Func<string, string, TRecipe> FromJson { get; init; }

    /// <summary>A recipe with other images and another training.</summary>
    public required Func<TRecipe, string, TrainingOptions, TRecipe> With { get; init; }

    /// <summary>Trains by a recipe of a name into a folder, from its checkpoint or anew, and gives the exit code.</summary>
    public required Func<string, TRecipe, string, bool, int> Run { get; init; }

    /// <summary>The command.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does.</param>
    /// <param name="more">Verbs below it.</param>
    public Command Make(string name, string description, params Command[] more)
    {
        var recipe = new Argument<string?>("recipe") { Description = Choices, Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the recipes that come with the workbook; with a name or file, show it as JSON" };
        var resume = new Option<bool>("--resume") { Description = "go on from the folder's last checkpoint" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda or cuda:1; without it, what the recipe says" };
        var steps = new Option<long?>("--steps") { Description = "steps of the whole run; without it, what the recipe says" };
        var images = new Option<string?>("--images") { Description = "scenes, photos, polyps, skin (the sets in WORKBOOK_DATA) or a folder; without it, what the recipe says" };
        var output = new Option<string?>("--out") { Description = $"folder of checkpoints, model and record; without it, out/models/{Prefix}<recipe>" };
        var command = new Command(name, description) { recipe, list, resume, device, steps, images, output };
        foreach (var verb in more)
            command.Add(verb);
        command.SetAction(parse =>
        {
            var word = parse.GetValue(recipe);
            if (parse.GetValue(list) || word is null)
                return List(word);
            var (run, found) = Find(word);
            var folder = Path.GetFullPath(parse.GetValue(output) ?? Path.Combine(Repository.Root, "out", "models", run));
            TrainingOptions Training(ProcessGroup group) => found.Training with
            {
                Device = parse.GetValue(device) ?? found.Training.Device,
                Steps = parse.GetValue(steps) ?? found.Training.Steps,
                CheckpointFolder = folder,
                Group = group,
            };
            return SharedRun.Do(group => Run(run, With(found, parse.GetValue(images) ?? found.Images, Training(group)), folder, parse.GetValue(resume)));
        });
        return command;
    }

    /// <summary>A recipe by its name, its file, or a model that was trained by it.</summary>
    /// <returns>The recipe, and what its run is called.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public (string Name, TRecipe Recipe) Find(string word)
    {
        if (All.TryGetValue(word, out var recipe))
            return (Prefix + word, recipe);
        if (File.Exists(word))
            return (Path.GetFileNameWithoutExtension(word), FromJson(Text(word), word));
        throw new ArgumentException($"'{word}' is neither a file nor {None}");
    }

    private int List(string? name)
    {
        if (name is not null)
            Console.WriteLine(ToJson(Find(name).Recipe));
        else
            foreach (var (known, recipe) in All)
                Console.WriteLine($"{Line(known, recipe)}, {recipe.Training.Steps,7:N0} steps of {recipe.Training.BatchSize} x {recipe.Training.CropSize} x {recipe.Training.CropSize}");
        return 0;
    }

    /// <summary>A recipe's text: of a JSON file, or out of a model.</summary>
    private static string Text(string file)
    {
        if (!TensorsFile.Is(File.ReadAllBytes(file)))
            return File.ReadAllText(file);
        return TensorFile.Load(file).Metadata.TryGetValue(TrainRun.RecipeKey, out var recipe) ? recipe
            : throw new ArgumentException($"{file}: the model does not say by which recipe it was trained; give the recipe itself");
    }
}
