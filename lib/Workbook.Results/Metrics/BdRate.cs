using MathNet.Numerics.Interpolation;

namespace Workbook.Results.Metrics;

/// <summary>Average distance of two rate curves, in rate at equal quality or in quality at equal rate.</summary>
/// <remarks>
/// Source: Bjontegaard, "Calculation of average PSNR differences between RD-curves" (VCEG-M33, 2001), with the piecewise cubic Hermite
/// interpolation (Fritsch and Carlson) that JCT-VC took later instead of one cubic through four points: it stays between its points.
/// Both curves are interpolated in the logarithm of the rate and integrated over the range they share.
/// </remarks>
public static class BdRate
{
    private const int FewestPoints = 4;

    /// <summary>BD-rate: how much more rate the tested codec needs for equal quality.</summary>
    /// <param name="anchor">Curve of the codec compared with; at least 4 points in any order.</param>
    /// <param name="tested">Curve of the codec that is judged; at least 4 points in any order.</param>
    /// <returns>Percent; below 0 the tested codec is the better one: -50 means half the rate.</returns>
    /// <exception cref="ArgumentException">Too few points, values out of range, a curve on which quality does not rise with the rate, or
    /// curves that share no range of quality.</exception>
    public static double Percent(IEnumerable<RatePoint> anchor, IEnumerable<RatePoint> tested)
    {
        var (a, b) = (Checked(anchor, nameof(anchor)), Checked(tested, nameof(tested)));
        double difference = MeanDifference("quality", a, b, p => p.Quality, p => Math.Log(p.Rate));
        return 100 * (Math.Exp(difference) - 1);
    }

    /// <summary>BD-metric (BD-PSNR where quality is PSNR): how much more quality the tested codec gives at equal rate.</summary>
    /// <param name="anchor">Curve of the codec compared with; at least 4 points in any order.</param>
    /// <param name="tested">Curve of the codec that is judged; at least 4 points in any order.</param>
    /// <returns>In the unit of quality; above 0 the tested codec is the better one.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Percent"/>, with no range of rates shared.</exception>
    public static double Quality(IEnumerable<RatePoint> anchor, IEnumerable<RatePoint> tested)
    {
        var (a, b) = (Checked(anchor, nameof(anchor)), Checked(tested, nameof(tested)));
        return MeanDifference("rate", a, b, p => Math.Log(p.Rate), p => p.Quality);
    }

    /// <summary>The points that no other point beats in both rate and quality, by ascending rate.</summary>
    /// <remarks>Accuracies are measured with noise, so a curve of them may fall for a while; both measures refuse such a curve. Taking the
    /// points of this envelope on both sides is the remedy; say so beside the figure.</remarks>
    /// <param name="points">Points in any order.</param>
    /// <returns>Rate and quality both strictly ascending.</returns>
    public static IReadOnlyList<RatePoint> Envelope(IEnumerable<RatePoint> points)
    {
        List<RatePoint> kept = [];
        foreach (var point in points.OrderBy(p => p.Rate).ThenByDescending(p => p.Quality))
            if (kept.Count == 0 || point.Quality > kept[^1].Quality)
                kept.Add(point);
        return kept;
    }

    private static RatePoint[] Checked(IEnumerable<RatePoint> points, string curve)
    {
        RatePoint[] sorted = [.. points.OrderBy(p => p.Rate).ThenBy(p => p.Quality)];
        if (sorted.Length < FewestPoints)
            throw new ArgumentException($"{curve} has {sorted.Length} points; at least {FewestPoints} are needed", curve);
        if (Array.FindIndex(sorted, p => !(p.Rate > 0 && double.IsFinite(p.Rate) && double.IsFinite(p.Quality))) is >= 0 and var bad)
            throw new ArgumentException($"{curve} has the point {sorted[bad]}; rates must be above 0 and everything finite", curve);
        for (int i = 1; i < sorted.Length; i++)
            if (sorted[i].Rate <= sorted[i - 1].Rate || sorted[i].Quality <= sorted[i - 1].Quality)
                throw new ArgumentException($"{curve} goes from {sorted[i - 1]} to {sorted[i]}; quality must rise with the rate. "
                    + "Take BdRate.Envelope of noisy points first", curve);
        return sorted;
    }

    // Mean over the shared x of (tested - anchor): the two integrals' difference divided by the range's length.
    private static double MeanDifference(string axis, RatePoint[] anchor, RatePoint[] tested, Func<RatePoint, double> x, Func<RatePoint, double> y)
    {
        double from = Math.Max(x(anchor[0]), x(tested[0])), to = Math.Min(x(anchor[^1]), x(tested[^1]));
        if (from >= to)
            throw new ArgumentException($"the curves share no range of {axis}: anchor from {anchor[0]} to {anchor[^1]}, "
                + $"tested from {tested[0]} to {tested[^1]}");
        return (Area(tested) - Area(anchor)) / (to - from);

        double Area(RatePoint[] curve) =>
            CubicSpline.InterpolatePchipSorted([.. curve.Select(x)], [.. curve.Select(y)]).Integrate(from, to);
    }
}
