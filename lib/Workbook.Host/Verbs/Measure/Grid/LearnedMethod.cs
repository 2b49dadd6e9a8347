using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A learned codec for pixels, a model for each lambda, trained on the task's images to learn from.</summary>
/// <remarks>All readers and seeds share a model: what varies over seeds is who reads. Where the workbook brings models of the size, it starts from that of
/// the nearest lambda, which learned from photographs; then it learns from the domain, as every other method does.</remarks>
/// <param name="name">The curve's name.</param>
/// <param name="model">As recipes name it.</param>
/// <param name="lambdas">Its settings.</param>
internal sealed class LearnedMethod(string name, string model, double[] lambdas) : CodecMethod(name)
{
    private const string Cheng = "cheng2020-anchor"; // its latent has N channels, whatever M says
    private const double Rate = 1e-3, RateFromModel = 5e-4;

    protected override int? AtATime => 1; // its networks use all cores

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(lambdas, plan.TrainedSettings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => TextOf(RecipeOf(model, setting, plan));

    /// <summary>How a learned codec of the grid is made; MVMICNet's is made likewise.</summary>
    public static CodecRecipe RecipeOf(string model, string lambda, GridPlan plan)
    {
        var recipe = new CodecRecipe { Model = model, N = plan.CodecWidth, M = 3 * plan.CodecWidth / 2, Lambda = Number(lambda), Images = "the task's" };
        return recipe with { Training = plan.Training(plan.CodecSteps, 1, StartOf(recipe) is null ? Rate : RateFromModel) };
    }

    /// <summary>Everything that a codec depends on, beside the images.</summary>
    public static string TextOf(CodecRecipe recipe) => StartOf(recipe) is { } start ? $"{recipe.ToJson()}, from {Path.GetFileName(start)}" : recipe.ToJson();

    /// <summary>The codec before its training: with the weights of the nearest model in data/models, or else those of the seed.</summary>
    public static CompressionModel Start(CodecRecipe recipe)
    {
        var network = recipe.MakeModel();
        if (StartOf(recipe) is not { } start)
            return network;
        using var shipped = LearnedCodec.Load(start);
        TensorFile.Of(shipped.Network).CopyTo(network);
        return network;
    }

    /// <summary>The model that the workbook brings whose lambda is nearest; null where none has the size.</summary>
    private static string? StartOf(CodecRecipe recipe)
    {
        var models = from file in Directory.GetFiles(Path.Combine(Repository.Root, "data", "models"), $"{recipe.Model}-*{LearnedCodec.ModelEnding}")
                     let lambda = Number(Path.GetFileNameWithoutExtension(file)[(recipe.Model.Length + 1)..])
                     where CodecRecipes.All[$"{recipe.Model}-{Text(lambda)}-small"] is var small && small.N == recipe.N && (small.M == recipe.M || recipe.Model == Cheng)
                     orderby Math.Abs(Math.Log(lambda / recipe.Lambda))
                     select file;
        return models.FirstOrDefault();
    }

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
    {
        var recipe = RecipeOf(model, setting, work.Plan);
        return LearnedCodec.Load(work.Once(task, $"{model}-{setting}", TextOf(recipe), LearnedCodec.ModelEnding, path => Train(task, recipe, path, work)), work.Plan.Device);
    }

    private static void Train(GridTask task, CodecRecipe recipe, string path, GridWork work)
    {
        using var network = Start(recipe);
        var options = recipe.Training with { CheckpointFolder = GridWork.CheckpointsOf(path) };
        using var training = new CodecTraining(network, recipe.Lambda, task.Learning, options);
        training.Trainer.Resume(out _);
        training.Run(work.Watch($"{task.Word}: training {Path.GetFileNameWithoutExtension(path)}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        using var codec = LearnedCodec.Of(network, recipe.Lambda, new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() }, options.Device);
        codec.Save(path);
    }
}
