using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Imaging.Standard;
using Workbook.Learning.Designs;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>The methods of a grid; a new one is a line here.</summary>
internal static class GridMethods
{
    private static readonly double[] Qualities = [1, 5, 10, 20, 35, 55, 75], Quantizers = [51, 46, 41, 36, 31, 26], Divisors = [48, 24, 12, 6, 3],
        VertexSteps = [128, 64, 40, 25, 16, 10], Lambdas = [0.00003, 0.0001, 0.0004, 0.0018], Bits = [1, 0.3, 0.1, 0.03];

    public static readonly IReadOnlyList<GridMethod> All =
    [
        new SourceMethod(),
        new StandardMethod("JPEG", Qualities, q => new Jpeg((int)q)),
        new DeepNMethod([16, 8, 4, 2, 1, 0.5]),
        new StandardMethod("JPEG 2000", [800, 400, 200, 100, 50, 25], ratio => new Jpeg2000(ratio)),
        new StandardMethod("WebP", Qualities, q => new WebP((int)q)),
        new StandardMethod("AVIF", Qualities, q => new Avif((int)q)),
        new StandardMethod("JPEG XL", Qualities, q => new JpegXl((int)q)),
        new StandardMethod("BPG 4:2:0", Quantizers, (qp, plan) => new Bpg((int)qp, level: plan.BpgLevel)) { WhyMissing = () => Bpg.WhyMissing, Effort = plan => $"level {plan.BpgLevel}" },
        new StandardMethod("BPG 4:4:4", Quantizers, (qp, plan) => new Bpg((int)qp, fullColor: true, plan.BpgLevel)) { WhyMissing = () => Bpg.WhyMissing, Effort = plan => $"level {plan.BpgLevel}" },
        new StandardMethod("1/4, then WebP", Qualities, q => new Shrunk(new WebP((int)q), 4)),
        new StandardMethod("1/8, then WebP", Qualities, q => new Shrunk(new WebP((int)q), 8)),
        new StandardMethod("Triangulation", [50, 100, 200, 400], (bytes, plan) => new TriangulationCodec(new() { TargetBytes = (int)bytes, Trials = plan.Trials })) { Effort = plan => $"{plan.Trials} trials" },
        new MagicMethod(MagicProfile.Paper, Divisors),
        new MagicMethod(MagicProfile.Compact, Divisors),
        new MagicMethod(MagicProfile.Vertex, VertexSteps),
        new RecurrentMethod([1, 2, 3, 4, 6, 8]),
        new LearnedMethod("MBT2018-Mean", "mbt2018-mean", Lambdas),
        new LearnedMethod("Cheng2020-Anchor", "cheng2020-anchor", Lambdas),
        new MvmicMethod(Lambdas),
        new MvmicTogetherMethod(Lambdas),
        new MvmicSweepMethod(0.0001, [0, 0.1, 0.3, 1, 3]),
        new JointMethod("Auto/Seg", JointDesigns.AutoSeg, [0.1, 0.02, 0.005]),
        new JointMethod("D3", JointDesigns.D3, Bits),
        new JointMethod("D4", JointDesigns.D4, Bits),
    ];

    /// <summary>Methods by words: a name, or else how names start, as in <c>magic</c> for three; dashes stand for what is no letter or digit.</summary>
    /// <exception cref="ArgumentException">A word is no start of any.</exception>
    public static IReadOnlyList<GridMethod> Find(IReadOnlyList<string> words) => words.Count == 0 ? All : [.. words.SelectMany(Find).Distinct()];

    private static IEnumerable<GridMethod> Find(string word)
    {
        var start = GridPoint.Word(word);
        GridMethod[] exact = [.. All.Where(method => GridPoint.Word(method.Name) == start)];
        GridMethod[] found = exact.Length > 0 ? exact : [.. All.Where(method => GridPoint.Word(method.Name).StartsWith(start, StringComparison.Ordinal))];
        return found.Length > 0 ? found : throw new ArgumentException($"there is no method '{word}'; there are {string.Join(", ", All.Select(method => GridPoint.Word(method.Name)))}");
    }
}
