using Workbook.Results.Figures;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>Two methods of recorded grids against each other.</summary>
internal static class GridComparison
{
    /// <summary>One row for each task and reader that has both.</summary>
    /// <param name="records">Grids, as <c>workbook measure grid</c> writes them.</param>
    /// <param name="anchor">The method compared with: the start of its name.</param>
    /// <param name="tested">The method that is judged.</param>
    /// <exception cref="ArgumentException">No grid has both.</exception>
    public static Table Of(IReadOnlyList<RunRecord> records, string anchor, string tested)
    {
        Row[] rows = [.. records.SelectMany(record => Rows(record, anchor, tested))];
        if (rows.Length == 0)
            throw new ArgumentException($"no recorded grid has both '{anchor}' and '{tested}'; there are {string.Join(", ", Methods(records).DefaultIfEmpty("no grids"))}");
        return Table.Of(rows).Column("task", row => row.Task).Column("reader", row => row.Reader).Column("score", row => row.Score).Column("anchor", row => row.Anchor.Method)
            .Column("tested", row => row.Tested.Method).Column("BD-rate", row => ScoreCurve.Words(row.Tested.BdRateAgainst(row.Anchor)))
            .Caption("Below 0 the tested method takes fewer bits for the same score.");
    }

    private sealed record Row(string Task, string Reader, string Score, ScoreCurve Anchor, ScoreCurve Tested);

    private static IEnumerable<Row> Rows(RunRecord record, string anchor, string tested)
    {
        var score = record.Parameters[ScoreChart.MainScore];
        var curves = ScoreCurve.Of(record.Tables[ScoreChart.Summary], score);
        foreach (var reader in new[] { ScoreChart.Originals, ScoreChart.Decoded })
            if (Find(curves, reader, anchor) is { } a && Find(curves, reader, tested) is { } b)
                yield return new(record.Name["grid-".Length..], reader, score, a, b);
    }

    private static IEnumerable<string> Methods(IEnumerable<RunRecord> records)
        => records.SelectMany(record => record.Tables[ScoreChart.Summary].Column(ScoreChart.Method)).Select(cell => GridPoint.Word(cell.ToString())).Distinct();

    private static ScoreCurve? Find(IEnumerable<ScoreCurve> curves, string reader, string word)
    {
        var (seen, start) = (ScoreCurve.SeenBy(reader, curves), GridPoint.Word(word));
        return seen.FirstOrDefault(curve => GridPoint.Word(curve.Method) == start) ?? seen.FirstOrDefault(curve => GridPoint.Word(curve.Method).StartsWith(start, StringComparison.Ordinal));
    }
}
