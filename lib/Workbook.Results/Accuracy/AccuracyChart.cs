using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Accuracy;

/// <summary>Accuracy against bits per pixel: every codec in one picture.</summary>
public static class AccuracyChart
{
    /// <summary>Draws measured results.</summary>
    /// <param name="results">What a harness measured; a result named <c>source</c> becomes a level line.</param>
    /// <returns>The chart, without a title.</returns>
    public static Chart Of(IEnumerable<AccuracyResult> results) => Of(AccuracyTable.Of(results));

    /// <summary>Draws a recorded table; codecs that differ by their setting only are joined by a line.</summary>
    /// <remarks>Error bars are one sampling error to each side: what another set of as many images would change.</remarks>
    /// <param name="table">A table as <see cref="AccuracyTable.Of"/> makes it; a row named <c>source</c> becomes a level line.</param>
    /// <returns>The chart, without a title.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static Chart Of(ResultTable table)
    {
        var rows = Rows(table);
        var chart = Chart.Line(rows.Where(row => row.Codec != AccuracyTable.Source).GroupBy(row => CodecFamily.Of(row.Codec)).Select(Line))
            .X("size", "bit/pixel", log: true).Y("accuracy", "%").Size(760, 460)
            .Caption("Up and left is better. Bars: one sampling error to each side. Lines join settings of one codec.");
        return rows.FirstOrDefault(row => row.Codec == AccuracyTable.Source) is { } source ? chart.Level(source.Accuracy, "source") : chart;
    }

    private sealed record Row(string Codec, double Bytes, double BitsPerPixel, double Accuracy, double Error);

    private static Row[] Rows(ResultTable table)
    {
        var (bytes, bpp) = (table.Numbers(AccuracyTable.Bytes), table.Numbers(AccuracyTable.BitsPerPixel));
        var (accuracy, error) = (table.Numbers(AccuracyTable.Accuracy), table.Numbers(AccuracyTable.SamplingError));
        return [.. table.Column(AccuracyTable.Codec).Select((codec, i) => new Row(codec.ToString(), bytes[i], bpp[i], accuracy[i], error[i]))];
    }

    private static Series Line(IGrouping<string, Row> family)
    {
        Row[] rows = [.. family.OrderBy(row => row.BitsPerPixel)];
        return Series.Of(family.Key, rows.Select(row => row.BitsPerPixel), rows.Select(row => row.Accuracy), rows.Select(row => row.Error),
            labels: rows.Select(row => FormattableString.Invariant($"{row.Codec}, {row.Bytes:0.#} bytes")));
    }
}
