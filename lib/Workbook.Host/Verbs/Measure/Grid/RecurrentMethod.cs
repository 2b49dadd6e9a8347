using Workbook.Codecs;
using Workbook.Host.Verbs.Train;
using Workbook.Learning.Codecs;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>The recurrent codec: one model, trained on the task's images to learn from, and as many rates as iterations.</summary>
/// <param name="iterations">Its settings; those above the plan's are left out.</param>
internal sealed class RecurrentMethod(double[] iterations) : CodecMethod("Recurrent")
{
    private const double Rate = 2e-3;

    protected override int? AtATime => 1; // its networks use all cores

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced([.. iterations.Where(count => count <= plan.Iterations)], plan.Settings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => $"{setting} of {MakeRecipe(plan).ToJson()}";

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
    {
        var recipe = MakeRecipe(work.Plan);
        var file = work.Once(task, "recurrent", recipe.ToJson(), RecurrentCodec.ModelEnding, path => Train(task, recipe, path, work));
        var codec = RecurrentCodec.Load(file, work.Plan.Device);
        codec.Iterations = (int)Number(setting);
        return codec;
    }

    private static RecurrentRecipe MakeRecipe(GridPlan plan) => new() { Iterations = plan.Iterations, Images = "the task's", Training = plan.Training(plan.CodecSteps, 1, Rate) };

    private static void Train(GridTask task, RecurrentRecipe recipe, string path, GridWork work)
    {
        using var network = recipe.MakeModel();
        using var training = new RecurrentTraining(network, recipe.Iterations, recipe.MakeObjective(), task.Learning, recipe.Training with { CheckpointFolder = GridWork.CheckpointsOf(path) });
        training.Trainer.Resume(out _);
        training.Run(work.Watch($"{task.Word}: training {Path.GetFileNameWithoutExtension(path)}"), work.Cancel);
        work.Cancel.ThrowIfCancellationRequested();
        using var codec = training.ToCodec(new Dictionary<string, string> { [TrainRun.RecipeKey] = recipe.ToJson() }, recipe.Training.Device);
        codec.Save(path);
    }
}
