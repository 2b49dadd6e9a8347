using System.Text.Json.Nodes;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>One training of a recurrent codec, from its recipe to the model, its rates and its record.</summary>
internal sealed class RecurrentRun(string name, RecurrentRecipe recipe, string folder)
{
    /// <returns>The exit code.</returns>
    public int Run(bool resume)
    {
        using var interrupt = new Interrupt();
        using var model = recipe.MakeModel();
        var images = TrainingImages.Load(recipe, interrupt.Token);
        using var training = new RecurrentTraining(model, recipe.Iterations, recipe.MakeObjective(), images.Train, recipe.Training, images.HeldOut);
        Console.WriteLine($"{name}: {training.Trainer.Task}, on {images.Train.Count:N0} images ({images.Name}), {training.Trainer.Path}");
        if (resume)
            TrainRun.Resume(training.Trainer, folder);
        var result = TrainView.Show(name, progress => training.Run(progress, interrupt.Token));
        if (result.Outcome == TrainingOutcome.Cancelled)
            return TrainRun.Stopped(result, folder);
        return recipe.Training.Group.IsFirst ? Keep(training, images, result) : 0;
    }

    private int Keep(RecurrentTraining training, TrainingImages images, TrainingResult result)
    {
        if (result.Outcome == TrainingOutcome.EarlyStopped)
            training.Trainer.RestoreBest();
        var (model, record) = (Path.Combine(folder, "model" + RecurrentCodec.ModelEnding), Path.Combine(folder, "run.json"));
        using var codec = training.ToCodec(new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() });
        codec.Save(model);
        var scores = images.HeldOut.Count > 0 ? Rates(codec, images.HeldOut) : result.Last;
        ResultFile.Save(record, TrainRecord.Of(name, recipe.Training.Seed, JsonNode.Parse(recipe.ToJson())!, new DataRecord(images.Name, images.Train.Count), [result], scores));
        Console.WriteLine($"{(result.Outcome == TrainingOutcome.EarlyStopped ? "ended early" : "done")} after {result.Steps:N0} steps, {result.Seconds:0} s"
            + (images.HeldOut.Count > 0 ? "; files of held-out images:" : ""));
        foreach (var (term, score) in scores)
            Console.WriteLine($"  {term,-24}{score:0.000}");
        Console.WriteLine($"model -> {model}\nrecord -> {record}");
        return 0;
    }

    /// <summary>Rate and quality of whole files, a mean over the images for each number of iterations.</summary>
    private static Dictionary<string, double> Rates(RecurrentCodec codec, IReadOnlyList<RgbImage> images)
    {
        var scores = new Dictionary<string, double>();
        for (codec.Iterations = 1; ; codec.Iterations++)
        {
            var files = images.Select(image => (Image: image, Stream: codec.Encode(image))).ToArray();
            scores[$"bpp of {codec.Iterations}"] = files.Average(file => BitsPerPixel.Of(file.Stream.Length, file.Image.Rows, file.Image.Columns));
            scores[$"PSNR of {codec.Iterations}"] = files.Average(file => Psnr.ForAverage(Psnr.Of(file.Image, codec.Decode(file.Stream))));
            if (codec.Iterations == codec.MostIterations)
                return scores;
        }
    }
}
