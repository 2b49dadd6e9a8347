using Workbook.Codecs;

namespace Workbook.Learning.Detection;

/// <summary>Chooses the boxes that a step learns from, since almost all boxes of an image show background.</summary>
/// <remarks>Source: Ren et al., "Faster R-CNN", section 3.1.3.</remarks>
/// <param name="Count">Boxes to learn from in an image.</param>
/// <param name="Share">The part of them, 0 to 1, that shows objects where there are as many.</param>
public sealed record BoxSampling(int Count, double Share)
{
    /// <summary>Of anchors: half of 64. The source takes 256 of images that are 25 times as large.</summary>
    public static readonly BoxSampling OfAnchors = new(64, 0.5);

    /// <summary>Of regions: a quarter of 32.</summary>
    public static readonly BoxSampling OfRegions = new(32, 0.25);

    /// <summary>Draws boxes, all of a kind equally likely.</summary>
    /// <param name="matches">What <see cref="BoxMatching.Match"/> gave.</param>
    /// <param name="random">Decides.</param>
    /// <returns>Indices of <see cref="Count"/> boxes, objects first; fewer only where there are no more. Background fills the places that objects
    /// leave, and objects those that background leaves.</returns>
    public int[] Draw(IReadOnlyList<int> matches, SeededRandom random)
    {
        var objects = Shuffled(matches, match => match >= 0, random);
        var background = Shuffled(matches, match => match == BoxMatching.Background, random);
        var few = Math.Min(objects.Length, Math.Max((int)(Share * Count), Count - background.Length));
        return [.. objects.Take(few), .. background.Take(Count - few)];
    }

    private static int[] Shuffled(IReadOnlyList<int> matches, Func<int, bool> kind, SeededRandom random)
    {
        int[] indices = [.. Enumerable.Range(0, matches.Count).Where(i => kind(matches[i]))];
        random.Shuffle<int>(indices);
        return indices;
    }
}
