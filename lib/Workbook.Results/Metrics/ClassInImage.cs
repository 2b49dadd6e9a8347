using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>The boxes of one class in one image, true ones and found ones, surest first.</summary>
internal sealed class ClassInImage(ObjectBox[] truth, ScoredBox[] found)
{
    // [found][truth]
    private readonly double[][] overlaps = [.. found.Select(one => truth.Select(one.Box.IoU).ToArray())];

    /// <summary>Which found boxes are right, at every threshold.</summary>
    /// <param name="area">True boxes outside of it are not asked for.</param>
    internal ImageMatches Match((double Least, double Most) area)
    {
        bool Outside(ObjectBox box) => box.Area < area.Least || box.Area > area.Most;
        // Boxes that are asked for come first, so that a box is spent on one of the others only where none of these is left.
        int[] order = [.. Enumerable.Range(0, truth.Length).OrderBy(t => Outside(truth[t]))];
        var asked = truth.Count(box => !Outside(box));
        return new(asked, [.. found.Select(one => one.Score)],
            [.. MeanAveragePrecision.Thresholds.Select(threshold => Match(threshold, order, asked, f => Outside(found[f].Box)))]);
    }

    private Found[] Match(double threshold, int[] order, int asked, Func<int, bool> outside)
    {
        var (result, taken) = (new Found[found.Length], new bool[order.Length]);
        for (var f = 0; f < found.Length; f++)
        {
            var best = Best(overlaps[f], Math.Min(threshold, 1 - 1e-10), order, asked, taken);
            if (best >= 0)
                taken[best] = true;
            result[f] = best >= asked || best < 0 && outside(f) ? Found.LeftOut : best >= 0 ? Found.Right : Found.Wrong;
        }
        return result;
    }

    // Place in the order; -1 for none.
    private static int Best(double[] overlaps, double least, int[] order, int asked, bool[] taken)
    {
        var best = -1;
        for (var i = 0; i < order.Length && (i < asked || best < 0 || best >= asked); i++)
            if (!taken[i] && overlaps[order[i]] >= least)
                (best, least) = (i, overlaps[order[i]]);
        return best;
    }
}
