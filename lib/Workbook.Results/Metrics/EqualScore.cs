namespace Workbook.Results.Metrics;

/// <summary>Methods at the same score or at the same rate: between two settings on a line over the logarithm of the rate.</summary>
public static class EqualScore
{
    /// <summary>The rate at which a method first reaches a score, as its rate grows.</summary>
    /// <param name="points">Its rates, above 0, and scores.</param>
    /// <param name="target">The score.</param>
    /// <returns>The lowest rate where even that reaches it; NaN where none does.</returns>
    public static double LeastRate(IEnumerable<(double Rate, double Score)> points, double target)
    {
        (double Rate, double Score)? before = null;
        foreach (var point in points.OrderBy(point => point.Rate))
        {
            if (point.Score >= target)
                return before is { } low ? Math.Exp(On((target - low.Score) / (point.Score - low.Score), Math.Log(low.Rate), Math.Log(point.Rate))) : point.Rate;
            before = point;
        }
        return double.NaN;
    }

    /// <summary>The rate at a quality, on the points that no other beats (<see cref="BdRate.Envelope"/>).</summary>
    /// <param name="curve">Points in any order.</param>
    /// <param name="quality">The quality.</param>
    /// <returns>Null outside the curve.</returns>
    public static double? RateAt(IEnumerable<RatePoint> curve, double quality) =>
        Between(curve, p => p.Quality, quality, p => Math.Log(p.Rate)) is { } log ? Math.Exp(log) : null;

    /// <summary>The quality at a rate, by the same rule.</summary>
    /// <param name="curve">Points in any order.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>Null outside the curve.</returns>
    public static double? QualityAt(IEnumerable<RatePoint> curve, double rate) =>
        Between(curve, p => Math.Log(p.Rate), Math.Log(rate), p => p.Quality);

    private static double? Between(IEnumerable<RatePoint> curve, Func<RatePoint, double> x, double at, Func<RatePoint, double> y)
    {
        var points = BdRate.Envelope(curve);
        for (var i = 1; i < points.Count; i++)
            if (x(points[i - 1]) <= at && at <= x(points[i]))
                return On((at - x(points[i - 1])) / (x(points[i]) - x(points[i - 1])), y(points[i - 1]), y(points[i]));
        return null;
    }

    private static double On(double share, double low, double high) => low + share * (high - low);
}
