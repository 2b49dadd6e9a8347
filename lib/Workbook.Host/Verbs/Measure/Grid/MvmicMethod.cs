using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Stage 1 of MVMICNet: a learned codec whose loss asks the task's network, too.</summary>
/// <remarks>Source: Yao et al., "Joint Optimization Approach for Medical Image Compression and Vision Tasks" (2026). The teacher is the network that learned on originals from the same
/// seed. So the reader of originals is stage 1, and the reader of decoded images the paper's first step of stage 2, the same as for every other codec here.</remarks>
/// <param name="lambdas">Its settings: lambda1, as MBT2018-Mean's.</param>
internal sealed class MvmicMethod(double[] lambdas) : CodecMethod("MVMICNet stage 1")
{
    /// <summary>The model, lambda2 in bits per pixel that a task loss of 1 is worth, and the learning rate.</summary>
    public const string Model = "mbt2018-mean";
    public const double Lambda2 = 0.1;

    public override bool IsSeeded => true;

    protected override int? AtATime => 1; // its networks use all cores

    public override string? WhyNot(GridTask task) => WhyNone(task);

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(lambdas, plan.TrainedSettings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => RecipeOf(setting, Lambda2, plan);

    /// <summary>Why a task has no MVMICNet; null where it has.</summary>
    public static string? WhyNone(GridTask task) => task is NetworkTask ? null : "a codec cannot be trained for a classifier of frozen features";

    /// <summary>What a codec of stage 1 depends on, beside task and seed.</summary>
    public static string RecipeOf(string lambda1, double lambda2, GridPlan plan) => $"{LearnedMethod.TextOf(LearnedMethod.RecipeOf(Model, lambda1, plan))}, lambda2 {Text(lambda2)}";

    /// <summary>The file of the codec of stage 1; trained where it is missing.</summary>
    public static string Codec(NetworkTask task, string lambda1, double lambda2, ulong seed, GridWork work)
        => work.Once(task, $"mvmic-{lambda1}-{Text(lambda2)}-{seed}", $"{RecipeOf(lambda1, lambda2, work.Plan)}, {task.Reader}", LearnedCodec.ModelEnding, path =>
    {
        var recipe = LearnedMethod.RecipeOf(Model, lambda1, work.Plan);
        var vision = task.Trained(task.Learning, seed, work);
        using var teacher = vision.Network;
        using var codec = LearnedMethod.Start(recipe);
        using var training = new TaskCodecTraining(codec, vision, recipe.Lambda, lambda2, recipe.Training with { Seed = seed, CheckpointFolder = GridWork.CheckpointsOf(path) });
        training.Trainer.Resume(out _);
        training.Run(null, work.Watch($"{task.Word}: training {Path.GetFileNameWithoutExtension(path)}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        using var made = LearnedCodec.Of(codec, recipe.Lambda, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() }, work.Plan.Device);
        made.Save(path);
    });

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
        => LearnedCodec.Load(Codec((NetworkTask)task, setting, Lambda2, seed, work), work.Plan.Device);
}
