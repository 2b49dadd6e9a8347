using System.Text.Json.Nodes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>One training of joint networks, from the recipe to the model, its score on held-out images and its record.</summary>
internal sealed class JointRun(string name, JointRecipe recipe, string folder)
{
    public static string ModelIn(string folder) => Path.Combine(folder, "model" + JointModel.ModelEnding);

    public static string RecordIn(string folder) => Path.Combine(folder, "run.json");

    /// <returns>The exit code.</returns>
    public int Run(bool resume)
    {
        using var interrupt = new Interrupt();
        recipe.Check();
        using var task = recipe.Load(interrupt.Token);
        Console.WriteLine($"{name}: {JointDesigns.Find(recipe.Design).Words}; on {task.Count:N0} of {task.Name}, {task.HeldOut.Count:N0} held out");
        var (outcome, record) = TrainView.Show(name, progress => Train(task, resume, progress, interrupt.Token));
        if (outcome == TrainingOutcome.Cancelled)
        {
            Console.WriteLine($"stopped; the same command with --resume goes on -> {folder}");
            return Interrupt.ExitCode;
        }
        if (record is null)
            return 0;
        Console.WriteLine($"done after {record.Metrics["steps"]:N0} steps, {record.Seconds:0} s, on held-out images: "
            + string.Join(", ", record.Metrics.Where(metric => !metric.Key.Contains("step", StringComparison.Ordinal)).Select(metric => $"{metric.Key} {metric.Value:0.####}")));
        Console.WriteLine($"model -> {ModelIn(folder)}\nrecord -> {RecordIn(folder)}");
        return 0;
    }

    /// <summary>Trains, saves the model, scores it and saves the record.</summary>
    /// <returns>How the training ended, and the record; null where it was stopped, and in all but the first of several processes.</returns>
    public (TrainingOutcome Outcome, RunRecord? Record) Train(SegmentationTask task, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (design, sizes) = (JointDesigns.Find(recipe.Design), recipe.Sizes(task));
        var options = recipe.Training with { CheckpointFolder = folder };
        using var training = new DesignTraining(design, sizes, task.Batches(options), options, recipe.Weights);
        var results = training.Run(resume, null, progress, cancel);
        var outcome = results[^1].Outcome;
        if (outcome == TrainingOutcome.Cancelled || !options.Group.IsFirst)
            return (outcome, null);
        using var model = training.ToModel(task, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() });
        model.Save(ModelIn(folder));
        var score = Score(model, task, cancel);
        var record = TrainRecord.Of(name, options.Seed, JsonNode.Parse(recipe.ToJson())!, new DataRecord(task.Name, task.Count), results, score.ToMetrics(task.Classes));
        ResultFile.Save(RecordIn(folder), record);
        return (outcome, record);
    }

    /// <summary>What a model makes of the held-out cases, through real files where it compresses.</summary>
    public static SegmentationScore Score(JointModel model, SegmentationTask task, CancellationToken cancel)
        => SegmentationScore.Of(SegmentationTest.Of(model, task.HeldOut), task.Classes.Count, cancel);
}
