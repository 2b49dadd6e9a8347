using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Stage 2 of MVMICNet: the network is fine-tuned on what the codec of stage 1 restores, then both learn on together at a low rate.</summary>
/// <remarks>Source: Yao et al., "Joint Optimization Approach for Medical Image Compression and Vision Tasks" (2026). Codec and network belong together, so no other reader reads it.</remarks>
/// <param name="lambdas">Its settings: lambda1.</param>
internal sealed class MvmicTogetherMethod(double[] lambdas) : GridMethod("MVMICNet stage 2")
{
    private const double Rate = 1e-4;

    public override IReadOnlyList<string> Readers => [ScoreChart.Own];

    public override bool IsSeeded => true;

    public override string? WhyNot(GridTask task) => MvmicMethod.WhyNone(task);

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(lambdas, plan.TrainedSettings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => $"{MvmicMethod.RecipeOf(setting, MvmicMethod.Lambda2, plan)}, then {plan.TuneSteps} steps together at {Text(Rate)}";

    public override IEnumerable<(GridPoint Point, IReadOnlyDictionary<string, double> Metrics)> Measure(
        GridTask task, string setting, IReadOnlyList<GridPoint> points, GridWork work)
    {
        foreach (var point in points)
            yield return (point, Measure((NetworkTask)task, setting, point.Seed, work));
    }

    private static Dictionary<string, double> Measure(NetworkTask task, string setting, ulong seed, GridWork work)
    {
        using var first = LearnedCodec.Load(MvmicMethod.Codec(task, setting, MvmicMethod.Lambda2, seed, work), work.Plan.Device);
        var tuned = task.Tuned(Array.ConvertAll([.. task.Learning], (RgbImage image) => first.Decode(first.Encode(image))), seed, work);
        using var network = tuned.Network;
        var together = task.Trained(task.Learning, seed, work); // the same crops as ever, cut from originals
        using var reader = together.Network;
        TensorFile.Of(network).CopyTo(reader);
        using var second = Together(first, together, seed, work, $"{task.Word}: MVMICNet {setting}, both");
        var measured = DecodedSet.Of(second, $"{task.Word}: MVMICNet {setting}", task.Measured, work.Run, atATime: 1);
        return task.Read(together, measured.Images, work.Cancel).Concat(measured.Metrics).ToDictionary();
    }

    private static LearnedCodec Together(LearnedCodec first, Learning.Tasks.IVisionTask vision, ulong seed, GridWork work, string title)
    {
        using var codec = first.Architecture.Create(seed);
        TensorFile.Of(first.Network).CopyTo(codec);
        using var training = new TaskCodecTraining(codec, vision, first.Lambda, MvmicMethod.Lambda2, work.Plan.Training(work.Plan.TuneSteps, seed, Rate), together: true);
        training.Run(null, work.Watch(title), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        return LearnedCodec.Of(codec, first.Lambda, null, work.Plan.Device);
    }
}
