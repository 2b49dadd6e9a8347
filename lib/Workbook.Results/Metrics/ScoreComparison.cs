using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>The methods of one task beside each other: at the same size, at the same score, and over their whole curves.</summary>
public static class ScoreComparison
{
    /// <summary>Names of the tables: each method's score at some rates, and its rate at some scores.</summary>
    public const string AtEqualSize = "at equal size", AtEqualScore = "at equal score";

    private static readonly double[] Losses = [0.01, 0.05];
    private static readonly double[] Rates = [0.02, 0.05, 0.1, 0.2, 0.5];

    /// <summary>Name of the table of BD-rates, each row's method against each column's.</summary>
    /// <param name="score">The score.</param>
    /// <param name="reader">Which network reads.</param>
    /// <returns>The name.</returns>
    public static string BdRates(string score, string reader) => $"BD-rate of {score}, {reader} (%)";

    /// <summary>All comparisons of a task's methods.</summary>
    /// <param name="summary">The table <see cref="ScoreChart.Summary"/>.</param>
    /// <param name="score">The column that goes up.</param>
    /// <returns>Tables by name; none where there is no method but the source.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static IReadOnlyDictionary<string, ResultTable> Tables(ResultTable summary, string score)
    {
        var (tables, curves) = (new Dictionary<string, ResultTable>(), ScoreCurve.Of(summary, score));
        if (curves.Count == 0)
            return tables;
        foreach (var reader in new[] { ScoreChart.Originals, ScoreChart.Decoded })
            if (ScoreCurve.SeenBy(reader, curves) is { Count: > 0 } seen)
                tables[BdRates(score, reader)] = Matrix(seen);
        tables[AtEqualSize] = Each(curves, Rates.Select(rate => FormattableString.Invariant($"{score} at {rate} bpp")), curve => Rates.Select(curve.ScoreAt));
        if (Source(summary, score) is { } best)
            tables[AtEqualScore] = Each(curves, Losses.Select(loss => FormattableString.Invariant($"bpp for {score} of source - {loss}")), curve => Losses.Select(loss => curve.RateAt(best - loss)));
        return tables;
    }

    /// <summary>BD-rates of all methods against one of them, in some scores: who saves bits for an eye need not save them for a machine.</summary>
    /// <param name="summary">The table <see cref="ScoreChart.Summary"/>.</param>
    /// <param name="anchor">The method compared with.</param>
    /// <param name="reader">Which network reads.</param>
    /// <param name="scores">Columns that go up.</param>
    /// <returns>One row a method; in words where a BD-rate cannot be said.</returns>
    /// <exception cref="ArgumentException">A column is missing, or the reader sees no such method.</exception>
    public static Table Against(ResultTable summary, string anchor, string reader, params IReadOnlyList<string> scores)
    {
        var columns = scores.Select(score => (Score: score, Curves: ScoreCurve.SeenBy(reader, ScoreCurve.Of(summary, score)).ToDictionary(curve => curve.Method))).ToArray();
        var methods = columns.SelectMany(column => column.Curves.Keys).Distinct().ToArray();
        if (!methods.Contains(anchor))
            throw new ArgumentException($"there is no method '{anchor}' for the reader '{reader}'; there are {string.Join(", ", methods)}", nameof(anchor));
        return columns.Aggregate(Table.Of(methods.Where(method => method != anchor)).Column(ScoreChart.Method, method => method), (table, column) => table.Column($"BD-rate of {column.Score}",
            method => column.Curves.TryGetValue(method, out var curve) && column.Curves.TryGetValue(anchor, out var other) ? ScoreCurve.Words(curve.BdRateAgainst(other)) : ""))
            .Caption($"Against {anchor}: bits for the same score, over the scores that both reach. Below 0 the method takes fewer.");
    }

    /// <summary>The methods that take the fewest bits for the score of the source less a hundredth.</summary>
    /// <param name="record">A grid, or what <see cref="ScoreRecords"/> makes of another measurement.</param>
    /// <param name="most">Most rows.</param>
    /// <returns>The cheapest first; the caption says how many of all curves reach the score.</returns>
    /// <exception cref="ArgumentException">The record is none of a grid.</exception>
    public static Table Cheapest(RunRecord record, int most = 8)
    {
        var (curves, score) = Curves(record);
        var target = (Source(record.Tables[ScoreChart.Summary], score) ?? throw new ArgumentException($"the record {record.Name} has no source", nameof(record))) - Losses[0];
        var reached = curves.Select(curve => (Curve: curve, Rate: curve.RateAt(target).Number)).Where(one => one.Rate is not null).OrderBy(one => one.Rate).ToArray();
        return Table.Of(reached.Take(most)).Column(ScoreChart.Method, one => one.Curve.Method).Column(ScoreChart.Reader, one => one.Curve.Reader).Column(ScoreChart.BitsPerPixel, one => one.Rate, "0.0000", Best.Lowest)
            .Caption(FormattableString.Invariant($"{record.Name}: bits for {score} {target:0.000}, that of the source less {Losses[0]}; {reached.Length} of {curves.Count} curves reach it."));
    }

    /// <summary>The methods that score best within a budget of bits, each at the best of its settings that fit.</summary>
    /// <param name="record">A grid, or what <see cref="ScoreRecords"/> makes of another measurement.</param>
    /// <param name="bitsPerPixel">The budget in bpp.</param>
    /// <param name="most">Most rows.</param>
    /// <returns>The best first; the caption says how many of all curves have a file so small.</returns>
    /// <exception cref="ArgumentException">The record is none of a grid.</exception>
    public static Table Within(RunRecord record, double bitsPerPixel, int most = 8)
    {
        var (curves, score) = Curves(record);
        var fit = curves.Select(curve => (Curve: curve, Fits: curve.Points.Where(point => point.Rate <= bitsPerPixel).ToArray())).Where(one => one.Fits.Length > 0)
            .Select(one => (one.Curve, Point: one.Fits.MaxBy(point => point.Quality))).OrderByDescending(one => one.Point.Quality).ToArray();
        return Table.Of(fit.Take(most)).Column(ScoreChart.Method, one => one.Curve.Method).Column(ScoreChart.Reader, one => one.Curve.Reader)
            .Column(ScoreChart.BitsPerPixel, one => one.Point.Rate, "0.0000", Best.Lowest).Column(score, one => one.Point.Quality, "0.000", Best.Highest)
            .Caption(FormattableString.Invariant($"{record.Name}: at most {bitsPerPixel} bpp; {fit.Length} of {curves.Count} curves have a file so small."));
    }

    private static (IReadOnlyList<ScoreCurve> Curves, string Score) Curves(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Tables.TryGetValue(ScoreChart.Summary, out var summary) && record.Parameters.TryGetValue(ScoreChart.MainScore, out var score) ? (ScoreCurve.Of(summary, score), score)
            : throw new ArgumentException($"the record {record.Name} has no table '{ScoreChart.Summary}' with a parameter '{ScoreChart.MainScore}'; it is none of workbook measure grid", nameof(record));
    }

    private static double? Source(ResultTable summary, string score) => summary.Column(ScoreChart.Method).Zip(summary.Numbers(score))
        .Where(row => row.First.Text == ScoreChart.Source).Select(row => (double?)row.Second).FirstOrDefault();

    private static ResultTable Each(IEnumerable<ScoreCurve> curves, IEnumerable<string> columns, Func<ScoreCurve, IEnumerable<ResultCell>> cells)
        => curves.Aggregate(new ResultTable([ScoreChart.Method, ScoreChart.Reader, .. columns]), (table, curve) => table.Add([curve.Method, curve.Reader, .. cells(curve)]));

    private static ResultTable Matrix(IReadOnlyList<ScoreCurve> curves) => curves.Aggregate(new ResultTable([ScoreChart.Method, .. curves.Select(curve => curve.Method)]),
        (table, tested) => table.Add([tested.Method, .. curves.Select(anchor => tested == anchor ? 0 : tested.BdRateAgainst(anchor))]));
}
