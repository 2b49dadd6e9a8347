using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>One division of images into a part to learn from and a part to test on; no group is in both.</summary>
/// <param name="Training">Indices of the images to learn from, ascending.</param>
/// <param name="Test">Indices of the images to test on, ascending.</param>
public sealed record GroupSplit(int[] Training, int[] Test)
{
    /// <summary>Repeated random splits by group, with every class in both parts in about the same share.</summary>
    /// <remarks>Neighbouring tiles or frames show the same thing; as one group they are learned from or tested on together. A group counts
    /// for the class that most of its images have. Within each class groups are shuffled and go to the test part until it holds its share of
    /// the images. The same on every machine.</remarks>
    /// <param name="labels">Class of each image.</param>
    /// <param name="groups">Group of each image.</param>
    /// <param name="count">Number of splits.</param>
    /// <param name="testShare">Share of the images to test on, above 0 and below 1.</param>
    /// <param name="seed">Seed; split number i depends on the seed and i alone.</param>
    /// <returns>The splits.</returns>
    /// <exception cref="ArgumentException">Lengths differ, the share is out of range, or a class has fewer than two groups.</exception>
    public static IReadOnlyList<GroupSplit> Make(IReadOnlyList<string> labels, IReadOnlyList<string> groups, int count = 30, double testShare = 0.2, ulong seed = 1)
    {
        if (labels.Count != groups.Count)
            throw new ArgumentException($"there are {labels.Count} labels but {groups.Count} groups");
        if (!(testShare > 0 && testShare < 1))
            throw new ArgumentException($"the test share is {testShare}; it must be above 0 and below 1");
        var classes = GroupsOfClasses(labels, groups);
        return [.. Enumerable.Range(0, count).Select(i => One(classes, labels.Count, testShare, new SeededRandom(seed, (ulong)i)))];
    }

    private static int[][][] GroupsOfClasses(IReadOnlyList<string> labels, IReadOnlyList<string> groups)
    {
        var members = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i]).OrderBy(g => g.Key, StringComparer.Ordinal);
        var classes = members.GroupBy(g => g.GroupBy(i => labels[i]).MaxBy(l => l.Count())!.Key).OrderBy(c => c.Key, StringComparer.Ordinal).ToArray();
        if (classes.FirstOrDefault(c => c.Count() < 2) is { } poor)
            throw new ArgumentException($"class {poor.Key} has only one group; to learn and to test it needs at least two");
        return [.. classes.Select(c => c.Select(g => g.ToArray()).ToArray())];
    }

    private static GroupSplit One(int[][][] classes, int images, double testShare, SeededRandom random)
    {
        var isTest = new bool[images];
        foreach (var groups in classes)
        {
            var shuffled = (int[][])groups.Clone();
            random.Shuffle<int[]>(shuffled);
            double wanted = testShare * groups.Sum(g => g.Length);
            int taken = 0;
            // The group that passes the wanted number is taken only where that comes nearer to it.
            for (int i = 0; i < shuffled.Length - 1 && (i == 0 || taken + shuffled[i].Length / 2.0 <= wanted); taken += shuffled[i++].Length)
                foreach (int image in shuffled[i])
                    isTest[image] = true;
        }
        return new([.. Enumerable.Range(0, images).Where(i => !isTest[i])], [.. Enumerable.Range(0, images).Where(i => isTest[i])]);
    }
}
