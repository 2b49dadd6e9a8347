using System.Text.Json.Nodes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Train;

/// <summary>One training of MVMICNet, from the recipe to the models of each stage, their scores on held-out images and the record.</summary>
/// <param name="name">Of the run.</param>
/// <param name="recipe">What to train.</param>
/// <param name="folder">Of checkpoints, models and record.</param>
internal sealed class MvmicRun(string name, MvmicRecipe recipe, string folder)
{
    /// <summary>The word of a model file that holds the recipe of an MVMICNet.</summary>
    public const string RecipeKey = "mvmic";

    private readonly Dictionary<string, double> metrics = [];

    /// <summary>A trained codec (.wlm) to begin with; null for new weights.</summary>
    public string? Codec { get; init; }

    /// <summary>A trained network (.wsm, .wdm) to be the teacher; null to train one.</summary>
    public string? Teacher { get; init; }

    /// <returns>The exit code.</returns>
    public int Run(bool resume)
    {
        using var interrupt = new Interrupt();
        recipe.Check();
        using var codec = MakeCodec();
        using var task = MvmicTask.Load(recipe, interrupt.Token);
        if (Teacher is not null)
            task.Take(Teacher);
        Console.WriteLine($"{name}: {codec.GetName()} for {recipe.VisionTask}; on {task.Count:N0} of {task.Name}, {task.HeldOut.Count:N0} held out");
        var results = TrainView.Show(name, progress => Train(task, codec, resume, progress, interrupt.Token));
        if (results[^1].Outcome == TrainingOutcome.Cancelled)
        {
            Console.WriteLine($"stopped; the same command with --resume goes on -> {folder}");
            return Interrupt.ExitCode;
        }
        return recipe.Training.Group.IsFirst ? Keep(task, results) : 0;
    }

    private IReadOnlyList<TrainingResult> Train(MvmicTask task, CompressionModel codec, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var options = recipe.Training with { CheckpointFolder = folder };
        var training = new MvmicTraining(codec, task.Vision, recipe with { Training = options }) { HasTeacher = Teacher is not null };
        void Done(MvmicStage stage)
        {
            if (options.Group.IsFirst)
                Leave(stage, codec, task, cancel);
        }
        if (training.HasTeacher)
            Done(MvmicStage.Teacher);
        return training.Run(resume, Done, progress, cancel);
    }

    /// <summary>Writes the models that a stage gave and scores them: the codec as its file has it, through files of images.</summary>
    private void Leave(MvmicStage stage, CompressionModel codec, MvmicTask task, CancellationToken cancel)
    {
        var (word, title) = stage switch
        {
            MvmicStage.Teacher => ("teacher", "teacher on originals"),
            MvmicStage.Codec => ("stage1", "stage 1"),
            MvmicStage.Reader => ("stage2a", "stage 2a"),
            _ => ("stage2b", "stage 2b"),
        };
        var words = new Dictionary<string, string> { [RecipeKey] = recipe.ToJson() };
        if (stage != MvmicStage.Codec)
            task.Save(Path.Combine(folder, word), words);
        using var coded = stage == MvmicStage.Teacher ? null : LearnedCodec.Of(codec, recipe.Lambda1, words, recipe.Training.Device);
        if (stage is MvmicStage.Codec or MvmicStage.Both)
            coded!.Save(Path.Combine(folder, word + LearnedCodec.ModelEnding));
        foreach (var (key, value) in task.Score(coded, title, cancel))
            metrics[key] = value;
    }

    private int Keep(MvmicTask task, IReadOnlyList<TrainingResult> results)
    {
        var record = TrainRecord.Of(name, recipe.Training.Seed, JsonNode.Parse(recipe.ToJson())!, new DataRecord(task.Name, task.Count), results, metrics);
        ResultFile.Save(Path.Combine(folder, "run.json"), record);
        Console.WriteLine($"done after {record.Metrics["steps"]:N0} steps, {record.Seconds:0} s; on held-out images");
        foreach (var stage in metrics.GroupBy(metric => metric.Key.Split(", ")[0]))
            Console.WriteLine($"{stage.Key,-22}{string.Join(", ", stage.Select(metric => $"{metric.Key.Split(", ")[1]} {metric.Value:0.####}"))}");
        Console.WriteLine($"models and record -> {folder}");
        return 0;
    }

    private CompressionModel MakeCodec()
    {
        var codec = recipe.MakeCodec();
        if (Codec is null)
            return codec;
        using var trained = LearnedCodec.Load(Codec, "cpu");
        if (trained.Architecture != ModelArchitecture.Of(codec))
            throw new ArgumentException($"{Codec} is {trained.Architecture}, the recipe asks for {ModelArchitecture.Of(codec)}; take the recipe of its sizes");
        TensorFile.Of(trained.Network).CopyTo(codec);
        return codec;
    }
}
