using Workbook.Codecs;

namespace Workbook.Learning.Detection;

/// <summary>Of boxes that show the same object, keeps the surest.</summary>
/// <remarks>Greedy, as in Ren et al., "Faster R-CNN", section 3.3: boxes are taken from the surest on, and one that overlaps a box kept before of the same
/// class by more than a limit falls away. Of two boxes with one score the first comes first, so the result is the same everywhere.</remarks>
public static class NonMaximumSuppression
{
    /// <summary>Chooses boxes.</summary>
    /// <param name="boxes">In any order; classes do not touch each other.</param>
    /// <param name="overlap">The largest overlap (IoU), 0 to 1, of two boxes of one class that are both kept.</param>
    /// <param name="most">Boxes to keep at most.</param>
    /// <returns>Indices of the kept boxes, the surest first.</returns>
    public static int[] Keep(IReadOnlyList<ScoredBox> boxes, double overlap, int most = int.MaxValue)
    {
        var kept = new List<int>();
        foreach (var index in Enumerable.Range(0, boxes.Count).OrderByDescending(i => boxes[i].Score)) // stable
        {
            if (kept.Count >= most)
                break;
            if (!IsCovered(boxes, kept, boxes[index].Box, overlap))
                kept.Add(index);
        }
        return [.. kept];
    }

    private static bool IsCovered(IReadOnlyList<ScoredBox> boxes, List<int> kept, ObjectBox box, double overlap)
    {
        foreach (var other in kept)
            if (boxes[other].Box.Class == box.Class && boxes[other].Box.IoU(box) > overlap)
                return true;
        return false;
    }
}
