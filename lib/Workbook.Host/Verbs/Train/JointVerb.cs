using System.CommandLine;
using Workbook.Host.Verbs.Coded;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Train;

/// <summary><c>workbook train joint</c>: trains compression and segmentation together.</summary>
internal static class JointVerb
{
    public static Command Make()
    {
        var design = new Argument<string?>("design") { Description = $"{string.Join(", ", JointDesigns.All.Keys)}; a JSON file, or a model file (.wjm) to train again by the recipe in it", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the designs; with a design or file, show its recipe as JSON" };
        var resume = new Option<bool>("--resume") { Description = "go on from the folder's last checkpoint" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda or cuda:1; without it, what the recipe says" };
        var steps = new Option<long?>("--steps") { Description = "steps of each stage; without it, what the recipe says" };
        var images = new Option<string?>("--images") { Description = $"{string.Join(", ", JointRecipe.ImageWords)}, or a folder with images and masks" };
        var bits = new Option<double?>("--bits") { Description = "weight of a bit per pixel: more gives smaller files" };
        var seed = new Option<ulong?>("--seed") { Description = "of weights, crops and bits; without it, what the recipe says" };
        var output = new Option<string?>("--out") { Description = "folder of checkpoints, model and record; without it, out/models/<design>-<images>" };
        var command = new Command("joint", "Train compression and segmentation networks together; Ctrl+C keeps a checkpoint to go on from.") { design, list, resume, device, steps, images, bits, seed, output };
        command.SetAction(parse =>
        {
            var word = parse.GetValue(design);
            if (parse.GetValue(list) || word is null)
                return List(word, parse.GetValue(images));
            var found = Find(word, parse.GetValue(images));
            found = found with
            {
                Weights = found.Weights with { Bits = parse.GetValue(bits) ?? found.Weights.Bits },
            };
            var name = $"{found.Design}-{TrainingImages.NameOf(found.Images)}";
            var folder = Path.GetFullPath(parse.GetValue(output) ?? Path.Combine(Repository.Root, "out", "models", name));
            var training = found.Training with
            {
                Device = parse.GetValue(device) ?? found.Training.Device,
                Steps = parse.GetValue(steps) ?? found.Training.Steps,
                Seed = parse.GetValue(seed) ?? found.Training.Seed,
            };
            return SharedRun.Do(group => new JointRun(name, found with { Training = training with { Group = group } }, folder).Run(parse.GetValue(resume)));
        });
        return command;
    }

    private static int List(string? word, string? images)
    {
        if (word is not null)
            Console.WriteLine(Find(word, images).ToJson());
        else
            foreach (var design in JointDesigns.All.Values)
                Console.WriteLine($"{design.Name,-14}{design.Words}");
        return 0;
    }

    private static JointRecipe Find(string word, string? images)
    {
        if (JointDesigns.All.ContainsKey(word))
            return JointRecipe.Of(word, images ?? new JointRecipe().Images);
        if (!File.Exists(word))
            throw new ArgumentException($"'{word}' is neither a file nor a design; there are {string.Join(", ", JointDesigns.All.Keys)}");
        var recipe = JointRecipe.FromJson(TensorsFile.Is(File.ReadAllBytes(word)) ? RecipeIn(word) : File.ReadAllText(word), word);
        return recipe with { Images = images ?? recipe.Images };
    }

    private static string RecipeIn(string model) => TensorFile.Load(model) is var file && JointModel.IsModel(file) && file.Metadata.TryGetValue(TrainRun.RecipeKey, out var recipe) ? recipe
        : throw new ArgumentException($"{model}: it does not say by which recipe joint networks were trained; give the recipe itself");
}
