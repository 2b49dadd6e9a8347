using System.Diagnostics;
using System.Globalization;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Designs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A training that takes a step for each line it reads and answers with the milliseconds and the loss.</summary>
/// <remarks>The first line is the recipe as JSON. Images are a few scenes: their number does not change a step's time.</remarks>
internal static class StepServer
{
    private const int ImageCount = 8;

    public static int Serve(TextReader input, TextWriter output)
    {
        var recipe = input.ReadLine() ?? "";
        using var end = new CancellationTokenSource();
        if (TimedRecipe.IsJoint(recipe))
            Joint(JointRecipe.FromJson(recipe), input, output, end);
        else
            Codec(CodecRecipe.FromJson(recipe), input, output, end);
        return 0;
    }

    private static void Codec(CodecRecipe recipe, TextReader input, TextWriter output, CancellationTokenSource end)
    {
        using var model = recipe.MakeModel();
        var size = new SceneOptions { Rows = Math.Max(48, recipe.Training.CropSize), Columns = Math.Max(48, recipe.Training.CropSize) };
        var images = Enumerable.Range(0, ImageCount).Select(i => CrackScenes.Make(i, recipe.Training.Seed, size).Image).ToArray();
        using var training = new CodecTraining(model, recipe.Lambda, images, recipe.Training with { Steps = int.MaxValue });
        if (input.ReadLine() is not null)
            training.Run(Watch(input, output, end), end.Token);
    }

    private static void Joint(JointRecipe recipe, TextReader input, TextWriter output, CancellationTokenSource end)
    {
        using var task = recipe.Load();
        var options = recipe.Training with { Steps = int.MaxValue };
        using var training = new DesignTraining(JointDesigns.Find(recipe.Design), recipe.Sizes(task), task.Batches(options), options, recipe.Weights);
        if (input.ReadLine() is not null)
            training.Run(progress: Watch(input, output, end), cancel: end.Token);
    }

    private static Relay<TrainingProgress> Watch(TextReader input, TextWriter output, CancellationTokenSource end)
    {
        var watch = Stopwatch.StartNew();
        return new Relay<TrainingProgress>(step =>
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:R} {step.Terms["loss"]:R}"));
            output.Flush();
            if (input.ReadLine() is null)
                end.Cancel();
            watch.Restart();
        });
    }
}
