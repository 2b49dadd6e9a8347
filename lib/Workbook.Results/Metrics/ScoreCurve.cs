using System.Globalization;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>A method's scores over its rates, as one kind of reader sees them.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reader">On what the network learned that read the images, see <see cref="ScoreChart.Originals"/>.</param>
/// <param name="Points">Mean bpp and score of each setting.</param>
public sealed record ScoreCurve(string Method, string Reader, IReadOnlyList<RatePoint> Points)
{
    private const int FewestPoints = 4; // of a BD-rate

    /// <summary>The points that no other point of the curve beats: scores are noisy, and a BD-rate needs a rising curve.</summary>
    public IReadOnlyList<RatePoint> Envelope { get; } = BdRate.Envelope(Points);

    /// <summary>All curves of a grid's record but that of the source.</summary>
    /// <param name="summary">The table <see cref="ScoreChart.Summary"/>.</param>
    /// <param name="score">The column that goes up.</param>
    /// <returns>One for each method and reader that have the score.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static IReadOnlyList<ScoreCurve> Of(ResultTable summary, string score)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var (methods, readers) = (summary.Column(ScoreChart.Method), summary.Column(ScoreChart.Reader));
        var (rates, scores) = (summary.Numbers(ScoreChart.BitsPerPixel), summary.Numbers(score));
        return [.. Enumerable.Range(0, methods.Count).Where(i => methods[i].Text != ScoreChart.Source && double.IsFinite(scores[i]))
            .GroupBy(i => (Method: methods[i].ToString(), Reader: readers[i].ToString()))
            .Select(curve => new ScoreCurve(curve.Key.Method, curve.Key.Reader, [.. curve.Select(i => new RatePoint(rates[i], scores[i]))]))];
    }

    /// <summary>The curves that a reader sees, and those of methods with a reader of their own.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="curves">Curves of one task.</param>
    /// <returns>Some of them, in their order.</returns>
    public static IReadOnlyList<ScoreCurve> SeenBy(string reader, IEnumerable<ScoreCurve> curves) => [.. curves.Where(curve => curve.Reader == reader || curve.Reader == ScoreChart.Own)];

    /// <summary>How much more rate this curve takes than an anchor for the same score.</summary>
    /// <param name="anchor">The curve compared with.</param>
    /// <returns>BD-rate of the envelopes in percent; or, in words, why that cannot be said.</returns>
    public ResultCell BdRateAgainst(ScoreCurve anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        if (Math.Min(Envelope.Count, anchor.Envelope.Count) is < FewestPoints and var few)
            return $"{few} rising point{(few == 1 ? "" : "s")}";
        var (low, high) = (Math.Max(Envelope[0].Quality, anchor.Envelope[0].Quality), Math.Min(Envelope[^1].Quality, anchor.Envelope[^1].Quality));
        return low < high ? BdRate.Percent(anchor.Envelope, Envelope) : "no shared scores";
    }

    /// <summary>The lowest rate at which the score is reached.</summary>
    /// <param name="score">The score.</param>
    /// <returns>Rate in bpp; in words where no setting reaches it.</returns>
    public ResultCell RateAt(double score) => EqualScore.LeastRate(Points.Select(point => (point.Rate, point.Quality)), score) is var rate && double.IsNaN(rate) ? "not reached" : rate;

    /// <summary>The score at a rate between measured ones.</summary>
    /// <param name="rate">Rate in bpp.</param>
    /// <returns>The score; empty outside the curve.</returns>
    public ResultCell ScoreAt(double rate) => EqualScore.QualityAt(Envelope, rate) is { } score ? (ResultCell)score : default;

    /// <summary>A BD-rate for a reader.</summary>
    /// <param name="rate">What <see cref="BdRateAgainst"/> says.</param>
    /// <returns>Percent with its sign, or the words.</returns>
    public static string Words(ResultCell rate) => rate.Number is { } percent ? percent.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : rate.ToString();
}
