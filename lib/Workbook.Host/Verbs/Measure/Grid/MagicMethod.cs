using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>MAGIC, its knowledge learned from the task's images to learn from, once for all settings and profiles.</summary>
/// <param name="profile">The profile.</param>
/// <param name="settings">The paper's d, or the quantiser's steps of the vertex profile.</param>
internal sealed class MagicMethod(MagicProfile profile, double[] settings) : CodecMethod($"MAGIC {profile.ToString().ToLowerInvariant()}")
{
    public override IReadOnlyList<string> Settings(GridPlan plan) => [.. GridPlan.Spaced(settings, plan.Settings).Select(Text)];

    public override string Recipe(string setting, GridPlan plan) => $"{Options(setting)} {Knowledge(plan)}";

    protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work) => new MagicCodec(Learned(task, work), Options(setting));

    private MagicOptions Options(string setting) => profile == MagicProfile.Vertex
        ? new() { Profile = profile, QuantizerStep = Number(setting) } : new() { Profile = profile, PointDivisor = Number(setting) };

    private static KnowledgeOptions Knowledge(GridPlan plan) => new() { Epochs = plan.Epochs };

    private static MagicKnowledge Learned(GridTask task, GridWork work)
    {
        var options = Knowledge(work.Plan);
        return MagicKnowledge.FromBytes(File.ReadAllBytes(work.Once(task, "knowledge", $"{options}", ".mgk",
            path => AtomicFile.Write(path, work.Run.Learn(task.Word, task.Learning, options).ToBytes()))));
    }
}
