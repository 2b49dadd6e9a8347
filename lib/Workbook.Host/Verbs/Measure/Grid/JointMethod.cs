using System.Diagnostics;
using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using static TorchSharp.torch;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A joint design of Liu et al.: its S, trained with the codec, reads what its own decoder makes of the file.</summary>
/// <param name="name">The curve's name.</param>
/// <param name="design">The design.</param>
/// <param name="bits">Its settings: weights of a bit.</param>
internal sealed class JointMethod(string name, JointDesign design, double[] bits) : GridMethod(name)
{
    private const double Rate = 2e-3;

    public override IReadOnlyList<string> Readers => [ScoreChart.Own];

    public override bool IsSeeded => true;

    public override string? WhyNot(GridTask task) => task is SegmentingTask ? null : "joint designs segment";

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(bits, plan.TrainedSettings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => MakeRecipe(setting, 0, plan).ToJson();

    public override IEnumerable<(GridPoint Point, IReadOnlyDictionary<string, double> Metrics)> Measure(
        GridTask task, string setting, IReadOnlyList<GridPoint> points, GridWork work)
    {
        using var cases = ((SegmentingTask)task).Cases();
        foreach (var point in points)
        {
            var recipe = MakeRecipe(setting, point.Seed, work.Plan);
            var file = work.Once(task, $"{design.Name}-{setting}-{point.Seed}", recipe.ToJson(), JointModel.ModelEnding, path => Train(task, cases, recipe, path, work));
            using var model = JointModel.Load(file, work.Plan.Device);
            yield return (point, Test(model, cases, task.Measured, work.Cancel));
        }
    }

    private JointRecipe MakeRecipe(string setting, ulong seed, GridPlan plan) => new()
    {
        Design = design.Name,
        Images = "the task's",
        Weights = new JointRecipe().Weights with { Bits = Number(setting) },
        Training = plan.Training(plan.ReaderSteps, seed, Rate),
    };

    private static void Train(GridTask task, SegmentationTask cases, JointRecipe recipe, string path, GridWork work)
    {
        var options = recipe.Training with { CheckpointFolder = GridWork.CheckpointsOf(path) };
        using var training = new DesignTraining(JointDesigns.Find(recipe.Design), recipe.Sizes(cases), cases.Batches(options), options, recipe.Weights);
        training.Run(resume: true, null, work.Watch($"{task.Word}: training {Path.GetFileNameWithoutExtension(path)}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        using var model = training.ToModel(cases, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() }, options.Device);
        model.Save(path);
    }

    /// <summary>What one image took.</summary>
    private sealed record Coded(long Bytes, double BitsPerPixel, double Encode, double Decode, double Psnr);

    /// <summary>Through real files; where g restores pixels, they are compared with the originals.</summary>
    private static Dictionary<string, double> Test(JointModel model, SegmentationTask cases, IReadOnlyList<RgbImage> originals, CancellationToken cancel)
    {
        var (matrix, coded) = (new ConfusionMatrix(cases.Classes.Count), new List<Coded>());
        foreach (var (one, original) in cases.HeldOut.Zip(originals))
        {
            cancel.ThrowIfCancellationRequested();
            coded.Add(Code(model, one, original, matrix));
        }
        var metrics = SegmentingTask.Figures(matrix).ToDictionary();
        (metrics[DecodedSet.BytesName], metrics[DecodedSet.BitsPerPixelName]) = (coded.Average(one => one.Bytes), coded.Average(one => one.BitsPerPixel));
        (metrics[DecodedSet.EncodeName], metrics[DecodedSet.DecodeName]) = (BoxPlot.Of([.. coded.Select(one => one.Encode)]).Median, BoxPlot.Of([.. coded.Select(one => one.Decode)]).Median);
        if (model.Design.RestoresPixels)
            metrics[DecodedSet.PsnrName] = coded.Average(one => one.Psnr);
        return metrics;
    }

    private static Coded Code(JointModel model, LabelledCase one, RgbImage original, ConfusionMatrix matrix)
    {
        using var scope = NewDisposeScope();
        var began = Stopwatch.GetTimestamp();
        var file = model.Codec!.Encode(one.Image);
        var coded = Stopwatch.GetTimestamp();
        var (map, predicted) = model.Codec.Segment(file);
        var (encode, decode) = (Stopwatch.GetElapsedTime(began, coded).TotalMilliseconds, Stopwatch.GetElapsedTime(coded).TotalMilliseconds);
        matrix.Add(one.Labels, LabelMaps.ToBytes(predicted));
        var psnr = model.Design.RestoresPixels ? Psnr.ForAverage(Psnr.Of(original, ImageTensor.ToImage(map, original.Rows, original.Columns))) : double.NaN;
        return new(file.Length, BitsPerPixel.Of(file.Length, original.Rows, original.Columns), encode, decode, psnr);
    }
}
