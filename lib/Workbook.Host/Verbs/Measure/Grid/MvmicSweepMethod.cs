using Workbook.Codecs;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>What lambda2 buys: stage 1 of MVMICNet at one lambda1, with more and more of the task in its loss.</summary>
/// <remarks>Source: Yao et al., "Joint Optimization Approach for Medical Image Compression and Vision Tasks" (2026), Table 4. At 0 the codec does not hear of the task.</remarks>
/// <param name="lambda1">Of all codecs.</param>
/// <param name="lambdas">Its settings: lambda2.</param>
internal sealed class MvmicSweepMethod(double lambda1, double[] lambdas) : CodecMethod("MVMICNet lambda2 sweep")
{
    public override bool IsSeeded => true;

    protected override int? AtATime => 1; // its networks use all cores

    public override string? WhyNot(GridTask task) => MvmicMethod.WhyNone(task);

    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(lambdas, plan.TrainedSettings == 1 ? 1 : lambdas.Length).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => MvmicMethod.RecipeOf(Text(lambda1), Number(setting), plan);

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work)
        => LearnedCodec.Load(MvmicMethod.Codec((NetworkTask)task, Text(lambda1), Number(setting), seed, work), work.Plan.Device);
}
