using System.Globalization;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>A method's scores over its rates, as one kind of reader sees them.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reader">On what the network learned that read the images.</param>
/// <param name="Points">Mean bpp and score of each setting.</param>
internal sealed record GridCurve(string Method, string Reader, IReadOnlyList<RatePoint> Points)
{
    private const int FewestPoints = 4; // of a BD-rate

    /// <summary>The points that no other point of the curve beats: scores are noisy, and a BD-rate needs a rising curve.</summary>
    public IReadOnlyList<RatePoint> Envelope { get; } = BdRate.Envelope(Points);

    /// <summary>All curves of a grid's record but that of the source.</summary>
    /// <param name="summary">The table <see cref="ScoreChart.Summary"/>.</param>
    /// <param name="score">The column that goes up.</param>
    public static IReadOnlyList<GridCurve> Of(ResultTable summary, string score)
    {
        var (methods, readers) = (summary.Column(ScoreChart.Method), summary.Column(ScoreChart.Reader));
        var (rates, scores) = (summary.Numbers(ScoreChart.BitsPerPixel), summary.Numbers(score));
        return [.. Enumerable.Range(0, methods.Count).Where(i => methods[i].Text != ScoreChart.Source)
            .GroupBy(i => (Method: methods[i].ToString(), Reader: readers[i].ToString()))
            .Select(curve => new GridCurve(curve.Key.Method, curve.Key.Reader, [.. curve.Select(i => new RatePoint(rates[i], scores[i]))]))];
    }

    /// <summary>The curves that a reader sees, and those of methods with a reader of their own.</summary>
    public static IReadOnlyList<GridCurve> SeenBy(string reader, IEnumerable<GridCurve> curves) => [.. curves.Where(curve => curve.Reader == reader || curve.Reader == ScoreChart.Own)];

    /// <summary>How much more rate this curve takes than an anchor for the same score, in percent; or, in words, why that cannot be said.</summary>
    public ResultCell BdRateAgainst(GridCurve anchor)
    {
        if (Math.Min(Envelope.Count, anchor.Envelope.Count) is < FewestPoints and var few)
            return $"{few} rising point{(few == 1 ? "" : "s")}";
        var (low, high) = (Math.Max(Envelope[0].Quality, anchor.Envelope[0].Quality), Math.Min(Envelope[^1].Quality, anchor.Envelope[^1].Quality));
        return low < high ? BdRate.Percent(anchor.Envelope, Envelope) : "no shared scores";
    }

    /// <summary>The lowest rate at which the score is reached; in words where none reaches it.</summary>
    public ResultCell RateAt(double score) => EqualScore.LeastRate(Points.Select(point => (point.Rate, point.Quality)), score) is var rate && double.IsNaN(rate) ? "not reached" : rate;

    /// <summary>The score at a rate between measured ones; empty outside.</summary>
    public ResultCell ScoreAt(double rate) => RateCurves.QualityAt(Envelope, rate) is { } score ? (ResultCell)score : default;

    /// <summary>A BD-rate for a reader: percent with its sign, or the words.</summary>
    public static string Words(ResultCell rate) => rate.Number is { } percent ? percent.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : rate.ToString();
}
