using System.CommandLine;
using Workbook.Host.Verbs.Magic;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure curves</c>: quality against bits per pixel of standard and learned codecs.</summary>
internal static class CurvesVerb
{
    public static Command Make()
    {
        var set = new Argument<string>("set") { Description = $"{string.Join(", ", CurvesSet.Keys)}, or a folder of images" };
        var models = new Option<string[]>("--models") { Description = "models (.wlm) or folders of them; without it, those in data/models", Arity = ArgumentArity.ZeroOrMore };
        var train = new Option<string[]>("--train")
        {
            Description = "first train this recipe, or a model's (.wlm) own, on the part of the set that is not measured; the model stays in out/models/SET; repeat for more",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var count = new Option<int>("--images") { Description = "most images", DefaultValueFactory = _ => 60 };
        var folder = new Option<string>("--out") { Description = "folder of the result file", DefaultValueFactory = _ => Path.Combine(Repository.Root, "data", "results") };
        var command = new Command("curves", "PSNR and MS-SSIM against bits per pixel: JPEG, JPEG 2000, WebP, AVIF, JPEG XL, HEVC intra, and every learned model at hand.") { set, models, train, count, folder };
        command.SetAction(parse =>
        {
            var images = CurvesSet.Find(parse.GetValue(set)!);
            var others = Models(parse.GetValue(models) ?? []);
            var own = Array.ConvertAll(parse.GetValue(train) ?? [], recipe => DomainModel(images.Key, recipe));
            var settings = new MeasureSettings(false, parse.GetValue(count), 0, 1, parse.GetValue(folder)!);
            return MeasurementRun.Execute($"curves-{images.Key}", settings, run => new CurvesMeasurement(run, images, [.. others, .. own]).Run());
        });
        return command;
    }

    private static string[] Models(string[] given) => given.Length > 0 ? FileSet.Files(given, LearnedCodec.ModelEnding)
        : [.. ShippedModels.Names.Select(name => Path.Combine(ShippedModels.Folder!, name + LearnedCodec.ModelEnding))];

    /// <summary>Trains on the part of a set that is not measured, once: a model that is there is taken as it is.</summary>
    private static string DomainModel(string key, string word)
    {
        if (!TrainingImages.Sets.ContainsKey(key))
            throw new ArgumentException($"--train {word}: of {key} no part is left to train on; choose one of {string.Join(", ", TrainingImages.Sets.Keys)}");
        var (name, recipe) = TrainVerb.Find(word);
        var folder = Path.Combine(Repository.Root, "out", "models", key, name);
        var model = Path.Combine(folder, "model" + LearnedCodec.ModelEnding);
        var training = new TrainRun($"{name} on {key}", recipe with { Images = key, Training = recipe.Training with { CheckpointFolder = folder } }, folder);
        return File.Exists(model) || training.Run(resume: true) == 0 ? model : throw new OperationCanceledException();
    }
}
