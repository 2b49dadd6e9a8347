using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A learned codec for pixels, a model for each lambda, trained on the task's images to learn from.</summary>
/// <remarks>All readers and seeds share a model: what varies over seeds is who reads. Trained on the domain as every other method is, not on photographs of everything.</remarks>
/// <param name="name">The curve's name.</param>
/// <param name="model">As recipes name it.</param>
/// <param name="lambdas">Its settings.</param>
internal sealed class LearnedMethod(string name, string model, double[] lambdas) : CodecMethod(name)
{
    private const double Rate = 1e-3;

    protected override int? AtATime => 1; // its networks use all cores

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(lambdas, plan.TrainedSettings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => RecipeOf(model, setting, plan).ToJson();

    /// <summary>How a learned codec of the grid is made; MVMICNet's is made likewise.</summary>
    public static CodecRecipe RecipeOf(string model, string lambda, GridPlan plan) => new()
    {
        Model = model,
        N = plan.CodecWidth,
        M = 3 * plan.CodecWidth / 2,
        Lambda = Number(lambda),
        Images = "the task's",
        Training = plan.Training(plan.CodecSteps, 1, Rate),
    };

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
    {
        var recipe = RecipeOf(model, setting, work.Plan);
        return LearnedCodec.Load(work.Once(task, $"{model}-{setting}", recipe.ToJson(), LearnedCodec.ModelEnding, path => Train(task, recipe, path, work)), work.Plan.Device);
    }

    private static void Train(GridTask task, CodecRecipe recipe, string path, GridWork work)
    {
        using var network = recipe.MakeModel();
        var options = recipe.Training with { CheckpointFolder = GridWork.CheckpointsOf(path) };
        using var training = new CodecTraining(network, recipe.Lambda, task.Learning, options);
        training.Trainer.Resume(out _);
        training.Run(work.Watch($"{task.Word}: training {Path.GetFileNameWithoutExtension(path)}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        using var codec = LearnedCodec.Of(network, recipe.Lambda, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() }, options.Device);
        codec.Save(path);
    }
}
