using System.Text.Json.Nodes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>One training of joint networks, from the recipe to the model, its score on held-out images and its record.</summary>
internal sealed class JointRun(string name, JointRecipe recipe, string folder)
{
    /// <returns>The exit code.</returns>
    public int Run(bool resume)
    {
        using var interrupt = new Interrupt();
        recipe.Check();
        using var task = recipe.Load(interrupt.Token);
        var (design, sizes) = (JointDesigns.Find(recipe.Design), recipe.Sizes(task));
        using var training = new DesignTraining(design, sizes, task.Batches(recipe.Training), recipe.Training, recipe.Weights);
        Console.WriteLine($"{name}: {design.Words}; on {task.Count:N0} of {task.Name}, {task.HeldOut.Count:N0} held out");
        var results = TrainView.Show(name, progress => training.Run(resume, null, progress, interrupt.Token));
        if (results[^1].Outcome == TrainingOutcome.Cancelled)
        {
            Console.WriteLine($"stopped after step {results[^1].Steps:N0} of stage {results.Count} of {design.Stages.Count}; the same command with --resume goes on -> {folder}");
            return Interrupt.ExitCode;
        }
        if (!recipe.Training.Group.IsFirst)
            return 0;
        using var model = training.ToModel(task, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() });
        model.Save(Path.Combine(folder, "model" + JointModel.ModelEnding));
        return Keep(results, task, Score(model, task, interrupt.Token));
    }

    /// <summary>What a model makes of the held-out cases, through real files where it compresses.</summary>
    public static SegmentationScore Score(JointModel model, SegmentationTask task, CancellationToken cancel)
        => SegmentationScore.Of(SegmentationTest.Of(model, task.HeldOut), task.Classes.Count, cancel);

    private int Keep(IReadOnlyList<TrainingResult> results, SegmentationTask task, SegmentationScore score)
    {
        var record = Path.Combine(folder, "run.json");
        ResultFile.Save(record, TrainRecord.Of(name, recipe.Training.Seed, JsonNode.Parse(recipe.ToJson())!, new DataRecord(task.Name, task.Count), results,
            score.ToMetrics(task.Classes)));
        Console.WriteLine($"done after {results.Sum(result => result.Steps):N0} steps, {results.Sum(result => result.Seconds):0} s: Dice {score.Dice:0.000}, IoU {score.IoU:0.000}"
            + (score.Bytes > 0 ? $", {score.BitsPerPixel:0.0000} bpp, {score.Bytes:0} bytes a file" : "") + $" on {score.Cases} held-out cases");
        Console.WriteLine($"model -> {Path.Combine(folder, "model" + JointModel.ModelEnding)}\nrecord -> {record}");
        return 0;
    }
}
