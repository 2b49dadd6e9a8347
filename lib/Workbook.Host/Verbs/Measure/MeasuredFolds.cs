using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Sets;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Images to measure on, each with knowledge that has not seen it.</summary>
internal sealed class MeasuredFolds
{
    private const double MostMeasured = 0.75;
    private readonly Dictionary<RgbImage, int> _folds = new(ReferenceEqualityComparer.Instance);

    private MeasuredFolds(ImageSet set, RgbImage[] images, Func<int, int> foldOf, IReadOnlyList<MagicKnowledge> knowledges)
    {
        (Set, Images, Knowledges) = (set, images, knowledges);
        for (var i = 0; i < images.Length; i++)
            _folds[images[i]] = foldOf(i);
    }

    /// <summary>The measured images with their labels.</summary>
    public ImageSet Set { get; }

    /// <summary>The same, read.</summary>
    public RgbImage[] Images { get; }

    /// <summary>Knowledge of each fold; none was learned from an image of its own fold.</summary>
    public IReadOnlyList<MagicKnowledge> Knowledges { get; }

    public int FoldOf(RgbImage image) => _folds[image];

    public static MeasuredFolds Make(string key, MeasurementRun run)
    {
        var all = MeasuredSet.Load(key, run.Settings);
        var folds = run.Settings.Images > MostMeasured * all.Images.Count ? TwoFolds(key, all, run) : OneFold(key, run);
        run.On(folds.Set.Name, folds.Images.Length);
        return folds;
    }

    private static MeasuredFolds OneFold(string key, MeasurementRun run)
    {
        var parts = MeasuredSet.Largest(key, run.Settings);
        run.Parameters["knowledge"] = $"learned from {parts.Learning.Images.Count} other images, no group in both parts";
        var knowledge = run.Learn(key, parts.Learning.Read(cancel: run.Cancel), KnowledgeOptions.Default);
        return new(parts.Measured, parts.Measured.Read(cancel: run.Cancel), _ => 0, [knowledge]);
    }

    private static MeasuredFolds TwoFolds(string key, ImageSet all, MeasurementRun run)
    {
        var set = all.Take(run.Settings.Images / 2);
        var images = set.Read(cancel: run.Cancel);
        var split = Split.ByGroup(set.Images, 0.5, run.Settings.Seed);
        var (first, second) = (Spaced(split.Train, run.Settings.LearnImages), Spaced(split.Test, run.Settings.LearnImages));
        run.Parameters["knowledge"] = $"two folds by group: each half is coded with what was learned from {first.Length} and {second.Length} images of the other";
        var inFirst = split.Test.ToHashSet();
        MagicKnowledge[] knowledges = [Learned("first", first), Learned("second", second)];
        return new(set, images, i => inFirst.Contains(i) ? 0 : 1, knowledges);

        MagicKnowledge Learned(string fold, int[] from) =>
            run.Learn($"{key}, {fold} fold", [.. from.Select(i => images[i])], KnowledgeOptions.Default);
    }

    // Evenly spaced, since the images are sorted by label.
    private static int[] Spaced(int[] indices, int most) => indices.Length <= most ? indices
        : [.. Enumerable.Range(0, most).Select(i => indices[(int)((long)i * indices.Length / most)])];
}
