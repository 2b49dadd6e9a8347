namespace Workbook.Results.Figures;

/// <summary>Counts values in equally wide bins.</summary>
internal static class Bins
{
    private const int MostAutomatic = 60;

    public static IEnumerable<HistogramTrace> Count(IReadOnlyList<(string Name, double[] Values)> sets, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        var all = sets.SelectMany(s => s.Values).Where(double.IsFinite).Order().ToArray();
        var (low, high) = all.Length == 0 ? (0, 1) : all[0] < all[^1] ? (all[0], all[^1]) : (all[0] - 0.5, all[0] + 0.5);
        var count = bins > 0 ? bins : Automatic(all);
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => low + (high - low) * i / count)];
        return sets.Select(set => new HistogramTrace(set.Name, edges, CountOne(set.Values, low, high, count)));
    }

    private static double[] CountOne(double[] values, double low, double high, int bins)
    {
        var counts = new double[bins];
        foreach (var value in values.Where(double.IsFinite))
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        return counts;
    }

    // Freedman and Diaconis (1981): bins as wide as 2 IQR / n^(1/3).
    private static int Automatic(double[] sorted)
    {
        if (sorted.Length < 2)
            return 1;
        var quartiles = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        var width = 2 * quartiles / Math.Cbrt(sorted.Length);
        return width > 0 ? (int)Math.Clamp(Math.Ceiling((sorted[^1] - sorted[0]) / width), 1, MostAutomatic) : 10;
    }
}
