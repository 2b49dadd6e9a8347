using System.Text.Json.Nodes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>One training, from its recipe to the model and its record.</summary>
internal sealed class TrainRun(string name, CodecRecipe recipe, string folder)
{
    /// <summary>The word of a model file that holds the recipe by which it was trained.</summary>
    public const string RecipeKey = "recipe";

    /// <returns>The exit code.</returns>
    public int Run(bool resume)
    {
        using var interrupt = new Interrupt();
        using var model = recipe.MakeModel();
        var images = TrainingImages.Load(recipe, interrupt.Token);
        using var training = new CodecTraining(model, recipe.Lambda, images.Train, recipe.Training, images.HeldOut);
        Console.WriteLine($"{name}: {training.Trainer.Task}, on {images.Train.Count:N0} images ({images.Name}), {training.Trainer.Path}");
        if (resume)
            Resume(training.Trainer, folder);
        var result = TrainView.Show(name, progress => training.Run(progress, interrupt.Token));
        if (result.Outcome == TrainingOutcome.Cancelled)
            return Stopped(result, folder);
        return recipe.Training.Group.IsFirst ? Keep(training, images, result) : 0;
    }

    /// <summary>Goes on from the last checkpoint and says from where.</summary>
    public static void Resume(Trainer trainer, string folder)
    {
        Console.WriteLine(trainer.Resume(out var damaged) ? $"goes on after step {trainer.Step:N0}" : $"there is no checkpoint in {folder}; begins with the first step");
        if (damaged is not null)
            Console.WriteLine($"the newest checkpoint is passed over: {damaged}");
    }

    /// <summary>Says how to go on with a training that was interrupted.</summary>
    /// <returns>The exit code.</returns>
    public static int Stopped(TrainingResult result, string folder)
    {
        Console.WriteLine($"stopped after step {result.Steps:N0}; the same command with --resume goes on -> {folder}");
        return Interrupt.ExitCode;
    }

    private int Keep(CodecTraining training, TrainingImages images, TrainingResult result)
    {
        if (result.Outcome == TrainingOutcome.EarlyStopped)
            training.Trainer.RestoreBest();
        var scores = images.HeldOut.Count > 0 ? training.Evaluate() : result.Last;
        var (model, record) = (Path.Combine(folder, "model" + LearnedCodec.ModelEnding), Path.Combine(folder, "run.json"));
        using (var codec = LearnedCodec.Of(training.Model, recipe.Lambda, new Dictionary<string, string> { [RecipeKey] = recipe.ToJson() }))
            codec.Save(model);
        ResultFile.Save(record, TrainRecord.Of(name, recipe.Training.Seed, JsonNode.Parse(recipe.ToJson())!, new DataRecord(images.Name, images.Train.Count), [result], scores));
        Console.WriteLine($"{(result.Outcome == TrainingOutcome.EarlyStopped ? "ended early" : "done")} after {result.Steps:N0} steps, {result.Seconds:0} s: "
            + string.Join(", ", scores.Select(score => $"{score.Key} {score.Value:G4}")) + (images.HeldOut.Count > 0 ? " on held-out images" : ""));
        Console.WriteLine($"model -> {model}\nrecord -> {record}");
        return 0;
    }
}
