using System.CommandLine;
using System.Globalization;
using Workbook.Host.Verbs.Coded;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train mvmic</c>: trains a learned codec for a vision task, and the task's network for the codec.</summary>
internal static class MvmicVerb
{
    public static Command Make()
    {
        var recipe = new Argument<string?>("recipe") { Description = "a word of --list, a JSON file, or a model file (.wlm, .wsm, .wdm) to train again by the recipe in it", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the recipes; with a recipe, show it as JSON" };
        var resume = new Option<bool>("--resume") { Description = "go on from the folder's last checkpoint" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda or cuda:1; without it, what the recipe says" };
        var steps = new Option<long?>("--steps") { Description = "steps of stage 1; those of the other stages are shares of them" };
        var images = new Option<string?>("--images") { Description = $"{string.Join(", ", MvmicRecipe.ImageWords)}, or a folder with images and masks; chests for detection, all others for segmentation" };
        var lambda1 = new Option<double?>("--lambda1") { Description = "weight of the distortion: more gives better images in larger files" };
        var lambda2 = new Option<double?>("--lambda2") { Description = "weight of the task; 0 for the codec without it" };
        var seed = new Option<ulong?>("--seed") { Description = "of weights, crops and noise; without it, what the recipe says" };
        var codec = new Option<string?>("--codec") { Description = "a trained codec (.wlm) of the recipe's sizes to begin stage 1 with" };
        var teacher = new Option<string?>("--teacher") { Description = "a trained network (.wsm, .wdm) of the recipe's sizes to be the teacher, such as that of a run with another lambda2" };
        var output = new Option<string?>("--out") { Description = "folder of checkpoints, models and record; without it, out/models/mvmic-<images>-<lambda2>" };
        var command = new Command("mvmic", "Train a codec for a vision task, then both (MVMICNet); Ctrl+C keeps a checkpoint to go on from.") { recipe, list, resume, device, steps, images, lambda1, lambda2, seed, codec, teacher, output };
        command.SetAction(parse =>
        {
            var word = parse.GetValue(recipe);
            if (parse.GetValue(list))
                return List(word);
            var found = word is null ? new MvmicRecipe() : Find(word);
            found = found.On(parse.GetValue(images) ?? found.Images) with
            {
                Lambda1 = parse.GetValue(lambda1) ?? found.Lambda1,
                Lambda2 = parse.GetValue(lambda2) ?? found.Lambda2,
            };
            var name = string.Create(CultureInfo.InvariantCulture, $"mvmic-{TrainingImages.NameOf(found.Images)}-{found.Lambda2}");
            var folder = Path.GetFullPath(parse.GetValue(output) ?? Path.Combine(Repository.Root, "out", "models", name));
            var training = found.Training with
            {
                Device = parse.GetValue(device) ?? found.Training.Device,
                Steps = parse.GetValue(steps) ?? found.Training.Steps,
                Seed = parse.GetValue(seed) ?? found.Training.Seed,
            };
            return SharedRun.Do(group => new MvmicRun(name, found with { Training = training with { Group = group } }, folder)
            {
                Codec = parse.GetValue(codec),
                Teacher = parse.GetValue(teacher),
            }.Run(parse.GetValue(resume)));
        });
        return command;
    }

    private static int List(string? word)
    {
        if (word is not null)
            Console.WriteLine(Find(word).ToJson());
        else
            foreach (var recipe in MvmicRecipe.Words)
                Console.WriteLine($"{recipe,-28}{Describe(MvmicRecipe.Of(recipe))}");
        return 0;
    }

    private static string Describe(MvmicRecipe recipe)
        => $"N {recipe.N,3}, {(recipe.PaperSizes ? "ERFNet as published" : "a small ERFNet")}, {string.Join(" + ", Enum.GetValues<MvmicStage>().Select(stage => $"{recipe.Options(stage).Steps:N0}"))} steps";

    private static MvmicRecipe Find(string word)
    {
        if (MvmicRecipe.Words.Contains(word))
            return MvmicRecipe.Of(word);
        return File.Exists(word) ? MvmicRecipe.FromJson(TensorsFile.Is(File.ReadAllBytes(word)) ? RecipeIn(word) : File.ReadAllText(word), word)
            : throw new ArgumentException($"'{word}' is neither a file nor a recipe; there are {string.Join(", ", MvmicRecipe.Words)}");
    }

    private static string RecipeIn(string model) => TensorFile.Load(model).Metadata.TryGetValue(MvmicRun.RecipeKey, out var recipe) ? recipe
        : throw new ArgumentException($"{model}: it does not say by which recipe an MVMICNet was trained; give the recipe itself");
}
