using Workbook.Codecs;

namespace Workbook.Imaging.Sets;

/// <summary>A set parted into training and test, as indices into its images.</summary>
/// <remarks>Images of one group are always on one side, and each label has the same share on both sides as nearly as groups allow.
/// Drawn by <see cref="SeededRandom"/>: the same seed gives the same split on every machine.</remarks>
/// <param name="Train">Indices to learn from, ascending.</param>
/// <param name="Test">Indices to measure on, ascending.</param>
public sealed record Split(int[] Train, int[] Test)
{
    /// <summary>Draws several splits of the same set.</summary>
    /// <param name="images">The images, or the cases of a segmentation set.</param>
    /// <param name="times">How many splits.</param>
    /// <param name="testShare">Share of each label that is tested, above 0 and below 1.</param>
    /// <param name="seed">Chooses the splits; split i depends on (seed, i) only.</param>
    /// <returns>The splits, made one by one as they are asked for.</returns>
    /// <exception cref="ArgumentException">A label has fewer than two groups, so it cannot be on both sides.</exception>
    public static IEnumerable<Split> Repeated(IReadOnlyList<IGrouped> images, int times, double testShare = 0.2, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return Enumerable.Range(0, times).Select(i => ByGroup(images, testShare, new SeededRandom(seed, (ulong)i)));
    }

    /// <summary>Draws one split.</summary>
    /// <param name="images">The images, or the cases of a segmentation set.</param>
    /// <param name="testShare">Share of each label that is tested, above 0 and below 1.</param>
    /// <param name="seed">Chooses the split.</param>
    /// <returns>The split; the first one of <see cref="Repeated"/> with the same seed.</returns>
    /// <exception cref="ArgumentException">A label has fewer than two groups, so it cannot be on both sides.</exception>
    public static Split ByGroup(IReadOnlyList<IGrouped> images, double testShare = 0.2, ulong seed = 1) =>
        ByGroup(images, testShare, new SeededRandom(seed, 0));

    private static Split ByGroup(IReadOnlyList<IGrouped> images, double testShare, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (testShare is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testShare), $"testShare is {testShare}, allowed above 0 and below 1");
        var groups = Enumerable.Range(0, images.Count).GroupBy(i => images[i].Group, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        random.Shuffle(groups.AsSpan());
        var tested = Choose(images, groups, testShare);
        return new Split([.. Enumerable.Range(0, images.Count).Where(i => !tested[i])], [.. Enumerable.Range(0, images.Count).Where(i => tested[i])]);
    }

    // A group goes to the test side when that brings the label counts nearer to what is wanted (squared distance). A label that got
    // nothing this way, being in few or large groups, takes the first group that has it. Some of each label always stays for training.
    private static bool[] Choose(IReadOnlyList<IGrouped> images, int[][] groups, double testShare)
    {
        var labels = images.Max(image => image.Label) + 1;
        var counts = groups.Select(group => Counts(images, group, labels)).ToArray();
        var all = Counts(images, Enumerable.Range(0, images.Count), labels);
        var chosen = new int[all.Length];
        var tested = new bool[images.Count];
        for (var g = 0; g < groups.Length; g++)
            if (Gain(counts[g], all, chosen, testShare) >= 0)
                Take(g);
        for (var label = 0; label < all.Length; label++)
            if (all[label] > 0 && chosen[label] == 0)
                Take(Array.FindIndex(counts, count => count[label] > 0 && LeavesSome(count, all, chosen)) is var g and >= 0 ? g
                    : throw new ArgumentException($"label {label} has {all[label]} images that cannot be parted, since groups stay whole; "
                        + "give images of at least two groups for each label", nameof(images)));
        return tested;

        void Take(int g)
        {
            if (!LeavesSome(counts[g], all, chosen))
                return;
            foreach (var i in groups[g])
                tested[i] = true;
            for (var label = 0; label < all.Length; label++)
                chosen[label] += counts[g][label];
        }
    }

    // |wanted - chosen|^2 - |wanted - chosen - more|^2
    private static double Gain(int[] more, int[] all, int[] chosen, double testShare) =>
        Enumerable.Range(0, all.Length).Sum(label => more[label] * (2 * (testShare * all[label] - chosen[label]) - more[label]));

    private static bool LeavesSome(int[] more, int[] all, int[] chosen) =>
        Enumerable.Range(0, all.Length).All(label => more[label] == 0 || chosen[label] + more[label] < all[label]);

    private static int[] Counts(IReadOnlyList<IGrouped> images, IEnumerable<int> indices, int labels)
    {
        var counts = new int[labels];
        foreach (var i in indices)
            counts[images[i].Label]++;
        return counts;
    }
}
