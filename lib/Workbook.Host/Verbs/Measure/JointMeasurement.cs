using System.Globalization;
using Workbook.Codecs;
using Workbook.Codecs.Frequency;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;
using Workbook.Results.Records;
using static TorchSharp.torch;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Joint designs against each other and against codecs before S, at the score that S has on originals.</summary>
/// <remarks>Every training is a folder with model and record, as <c>workbook train joint</c> leaves it: what is there already is not trained again.</remarks>
internal sealed class JointMeasurement(MeasurementRun run, JointPlan plan, string folder)
{
    private const string Whole = "d4";
    private const double Tolerance = 0.01; // of Dice and IoU: what counts as the same score
    private readonly List<Point> points = [];

    /// <summary>One method at one setting from one seed.</summary>
    private sealed record Point(string Method, string Setting, ulong Seed, double Dice, double IoU, double BitsPerPixel, double Bytes);

    /// <summary>Trains what is missing, scores everything, compares.</summary>
    public void Run(ulong[] seeds)
    {
        using var task = Load();
        foreach (var seed in seeds)
        {
            foreach (var point in plan.Points)
                Add(point.Design, point.Setting, seed, Trained(task, Recipe(point, seed), point.Name(seed)).Metrics);
            using var s = JointModel.Load(JointRun.ModelIn(Path.Combine(folder, plan.Points[0].Name(seed))));
            foreach (var (method, setting, code) in task.Dimensions == 2 ? ImageRivals() : VolumeRivals(task, s))
                Score(method, setting, seed, task, s, code);
            foreach (var ratio in plan.Retrained)
                Retrain(task, ratio, seed);
        }
        foreach (var (key, value) in new Dictionary<string, string> { ["steps"] = $"{plan.Recipe.Training.Steps}", ["seeds"] = $"{seeds.Length}", ["images to train on"] = $"{task.Count}" })
            run.Parameters[key] = value;
        Compare();
    }

    /// <summary>Trains what is missing of one seed.</summary>
    public void Train(ulong seed)
    {
        using var task = Load();
        foreach (var point in plan.Points)
            Trained(task, Recipe(point, seed), point.Name(seed));
        foreach (var ratio in plan.Retrained)
            RetrainedModel(task, ratio, seed);
    }

    private SegmentationTask Load()
    {
        var task = plan.Recipe.Load(run.Cancel);
        run.On(task.Name, task.HeldOut.Count);
        return task;
    }

    private JointRecipe Recipe(JointPlan.Point point, ulong seed) => plan.Recipe with
    {
        Design = point.Design,
        CodeChannels = point.CodeChannels,
        Weights = plan.Recipe.Weights with { Bits = point.Bits },
        Training = plan.Recipe.Training with { Seed = seed },
    };

    private RunRecord Trained(SegmentationTask task, JointRecipe recipe, string name)
    {
        var home = Path.Combine(folder, name);
        if (File.Exists(JointRun.RecordIn(home)))
            using (var model = JointModel.Load(JointRun.ModelIn(home)))
                if (model.Record.TryGetValue(TrainRun.RecipeKey, out var made) && JointRecipe.FromJson(made).ToJson() == recipe.ToJson())
                    return ResultFile.Load(JointRun.RecordIn(home));
                else
                    Directory.Delete(home, recursive: true);
        var watch = new TrainingWatch(at => run.Progress.Show($"{plan.Images}: {name}", (int)at.Step, (int)at.Steps));
        return new JointRun(name, recipe, home).Train(task, resume: true, watch, run.Cancel).Record ?? throw new OperationCanceledException(run.Cancel);
    }

    private static IEnumerable<(string Method, string Setting, Func<Tensor, (long, Tensor)> Code)> ImageRivals()
        => new double[] { 10, 25, 50, 100, 200, 400 }.Select(ratio => ("JPEG 2000", Text(ratio), Images(new Jpeg2000(ratio))));

    private static IEnumerable<(string Method, string Setting, Func<Tensor, (long, Tensor)> Code)> VolumeRivals(SegmentationTask task, JointModel s)
    {
        int[] quantizers = [26, 32, 38, 44, 51];
        var table = FrequencySensitivity.Table(s.Networks.Segmentation, s.Sizes.Stride, task.Channels, Enumerable.Range(0, Math.Min(task.Count, 20)).Select(task.Trained));
        return new double[] { 20, 25, 30, 35 }.Select(psnr => ("JPEG 2000", $"{Text(psnr)} dB", Volumes(new Jpeg2000Volume(psnr))))
            .Concat(quantizers.Select(qp => ("H.264", Text(qp), Volumes(new H264Volume(qp)))))
            .Concat(quantizers.Select(qp => ("HEVC", Text(qp), Volumes(new HevcVolume(qp)))))
            .Concat(new double[] { 16, 48, 144, 432 }.Select(step => ("3D DCT, steps by the network", Text(step), Volumes(new FrequencyVolumeCodec(step, table)))))
            .Concat(new double[] { 32, 96, 288 }.Select(step => ("3D DCT, even steps", Text(step), Volumes(new FrequencyVolumeCodec(step)))));
    }

    private void Score(string method, string setting, ulong seed, SegmentationTask task, JointModel s, Func<Tensor, (long, Tensor)> code)
    {
        run.Progress.Show($"{plan.Images}: {method} {setting}", 0, task.HeldOut.Count);
        var cases = SegmentationTest.Restored(code, s.Networks.Segmentation, s.Sizes.Stride, task.HeldOut);
        Add(method, setting, seed, SegmentationScore.Of(cases, task.Classes.Count, run.Cancel).ToMetrics(task.Classes));
    }

    private void Retrain(SegmentationTask task, double ratio, ulong seed)
    {
        var home = RetrainedModel(task, ratio, seed);
        using var s = JointModel.Load(JointRun.ModelIn(home));
        Score("JPEG 2000, S trained on restored", Text(ratio), seed, task, s, Images(new Jpeg2000(ratio)));
    }

    private string RetrainedModel(SegmentationTask task, double ratio, ulong seed)
    {
        var (codec, name) = (new Jpeg2000(ratio), $"jpeg2000-{Text(ratio)}-{seed}");
        var recipe = Recipe(plan.Points[0], seed);
        if (!File.Exists(JointRun.RecordIn(Path.Combine(folder, name))))
            Trained(task.TrainedOn(image => codec.Decode(codec.Encode(image)), run.Cancel), recipe, name);
        return Path.Combine(folder, name);
    }

    private static Func<Tensor, (long, Tensor)> Images(IImageCodec codec) => image =>
    {
        var stream = codec.Encode(ImageTensor.ToImage(image, (int)image.shape[2], (int)image.shape[3]));
        return (stream.Length, ImageTensor.Of(codec.Decode(stream)));
    };

    private static Func<Tensor, (long, Tensor)> Volumes(IVolumeCodec codec) => image =>
    {
        var shape = new VolumeShape((int)image.shape[2], (int)image.shape[3], (int)image.shape[4]);
        var stream = codec.Encode(new Volume(shape, image.data<float>().ToArray()));
        return (stream.Length, tensor(codec.Decode(stream).Voxels).reshape(image.shape));
    };

    private void Add(string method, string setting, ulong seed, IReadOnlyDictionary<string, double> metrics)
    {
        var point = new Point(method, setting, seed, metrics["Dice"], metrics["IoU"], metrics["bpp"], metrics["bytes"]);
        points.Add(point);
        run.Table("points", "method", "setting", "seed", "Dice", "IoU", "bpp", "bytes").Add(method, setting, (long)seed, point.Dice, point.IoU, point.BitsPerPixel, point.Bytes);
    }

    private void Compare()
    {
        var methods = points.GroupBy(point => point.Method).ToDictionary(method => method.Key, method => method.GroupBy(point => point.Setting).Select(Mean).ToArray());
        foreach (var (method, means) in methods)
            foreach (var mean in means)
                run.Table("summary", "method", "setting", "seeds", "Dice", "± Dice", "IoU", "± IoU", "bpp", "± bpp", "bytes")
                    .Add(method, mean.Setting, mean.Dice.Count, mean.Dice.Mean, mean.Dice.Deviation, mean.IoU.Mean, mean.IoU.Deviation, mean.BitsPerPixel.Mean, mean.BitsPerPixel.Deviation, mean.Bytes);
        var uncompressed = plan.Points[0].Design;
        var originals = methods[uncompressed][0];
        foreach (var (score, of) in new (string, Func<Summary, double>)[] { ("Dice", mean => mean.Dice.Mean), ("IoU", mean => mean.IoU.Mean) })
        {
            double Rate(Summary[] means, double target) => EqualScore.LeastRate(means.Select(mean => (mean.BitsPerPixel.Mean, of(mean))), target);
            double wanted = of(originals) - Tolerance, best = methods[Whole].Max(of);
            foreach (var target in best < wanted ? [wanted, best] : new[] { wanted })
                foreach (var (method, means) in methods.Where(method => method.Key != uncompressed))
                    run.Table("at equal score", "score", "at least", "method", "bpp", "times D4's").Add(score, target, method, Reached(Rate(means, target)), Reached(Rate(means, target) / Rate(methods[Whole], target)));
        }
        Difference(methods, "d3", "d2", "what D brings");
        Difference(methods, "d4", "d3", "what a single feature map brings");
    }

    private static ResultCell Reached(double value) => double.IsNaN(value) ? "not reached" : value;

    private sealed record Summary(string Setting, MeanAndSpread Dice, MeanAndSpread IoU, MeanAndSpread BitsPerPixel, double Bytes);

    private static Summary Mean(IGrouping<string, Point> seeds) => new(seeds.Key, MeanAndSpread.Of([.. seeds.Select(point => point.Dice)]),
        MeanAndSpread.Of([.. seeds.Select(point => point.IoU)]), MeanAndSpread.Of([.. seeds.Select(point => point.BitsPerPixel)]), seeds.Average(point => point.Bytes));

    /// <summary>The difference of two designs at the first weight that both have, seed by seed.</summary>
    private void Difference(Dictionary<string, Summary[]> methods, string design, string other, string words)
    {
        if (!methods.TryGetValue(design, out var own) || !methods.TryGetValue(other, out var theirs) || own.FirstOrDefault(one => theirs.Any(two => two.Setting == one.Setting)) is not { } shared)
            return;
        double[] Dice(string method) => [.. points.Where(point => point.Method == method && point.Setting == shared.Setting).OrderBy(point => point.Seed).Select(point => point.Dice)];
        var difference = MeanAndSpread.Of([.. Dice(design).Zip(Dice(other), (a, b) => a - b)]);
        run.Metrics[$"Dice of {design} - {other} at weight {shared.Setting}: {words}"] = difference.Mean;
        run.Metrics[$"Dice of {design} - {other} at weight {shared.Setting}: deviation over seeds"] = difference.Deviation;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
