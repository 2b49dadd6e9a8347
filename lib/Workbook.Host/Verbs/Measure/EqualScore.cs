namespace Workbook.Host.Verbs.Measure;

/// <summary>Methods at the same score: what each needs for it.</summary>
internal static class EqualScore
{
    /// <summary>The rate at which a method first reaches a score, as its rate grows.</summary>
    /// <param name="points">Its rates, above 0, and scores.</param>
    /// <param name="target">The score.</param>
    /// <returns>Between two settings on a line over the logarithm of the rate; the lowest rate where even that reaches it; NaN where none does.</returns>
    public static double LeastRate(IEnumerable<(double Rate, double Score)> points, double target)
    {
        (double Rate, double Score)? before = null;
        foreach (var point in points.OrderBy(point => point.Rate))
        {
            if (point.Score >= target)
                return before is { } low ? Math.Exp(Between(Math.Log(low.Rate), Math.Log(point.Rate), (target - low.Score) / (point.Score - low.Score))) : point.Rate;
            before = point;
        }
        return double.NaN;
    }

    private static double Between(double low, double high, double share) => low + share * (high - low);
}
