using Workbook.Codecs;

namespace Workbook.Learning.Detection;

/// <summary>Which object each box has to learn, by how much they overlap.</summary>
/// <remarks>Source: Ren et al., "Faster R-CNN", section 3.1.2; Girshick, "Fast R-CNN", section 2.3.</remarks>
/// <param name="Low">Boxes whose best overlap (IoU) is below show background.</param>
/// <param name="High">Boxes whose best overlap is at least this show that object.</param>
/// <param name="BestAlways">The box that an object overlaps most shows it in any case, the first of several; the last object where they want the same box.</param>
public sealed record BoxMatching(double Low, double High, bool BestAlways)
{
    /// <summary>Stands for a box that shows background.</summary>
    public const int Background = -1;

    /// <summary>Stands for a box that shows neither clearly and teaches nothing.</summary>
    public const int Between = -2;

    /// <summary>For anchors: 0.3 and 0.7, and no object without an anchor.</summary>
    public static readonly BoxMatching OfAnchors = new(0.3, 0.7, true);

    /// <summary>For regions: object from one half on.</summary>
    public static readonly BoxMatching OfRegions = new(0.5, 0.5, false);

    /// <summary>Matches boxes with objects.</summary>
    /// <param name="boxes">The boxes, whatever their classes.</param>
    /// <param name="objects">The objects of the same image; may be none.</param>
    /// <returns>For each box the index of its object, the first of several with the same overlap, <see cref="Background"/> or <see cref="Between"/>.</returns>
    public int[] Match(IReadOnlyList<ObjectBox> boxes, IReadOnlyList<ObjectBox> objects)
    {
        var (matches, best, bestBox) = (new int[boxes.Count], new double[objects.Count], new int[objects.Count]);
        for (var box = 0; box < matches.Length; box++)
        {
            var (most, mine) = (0.0, 0);
            for (var one = 0; one < objects.Count; one++)
            {
                var overlap = boxes[box].IoU(objects[one]);
                if (overlap > most)
                    (most, mine) = (overlap, one);
                if (overlap > best[one])
                    (best[one], bestBox[one]) = (overlap, box);
            }
            matches[box] = objects.Count > 0 && most >= High ? mine : most < Low ? Background : Between;
        }
        for (var one = 0; BestAlways && one < objects.Count; one++)
            if (best[one] > 0)
                matches[bestBox[one]] = one;
        return matches;
    }
}
