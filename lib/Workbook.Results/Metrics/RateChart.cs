using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>Quality against bits per pixel: the curves of many codecs in one picture.</summary>
public static class RateChart
{
    /// <summary>The columns of a table of points.</summary>
    public const string Curve = "curve", Codec = "codec", BitsPerPixel = "bpp", Psnr = "PSNR (dB)", MsSsim = "MS-SSIM (dB)";

    /// <summary>The tables of a record: what was measured here, and what the literature has, in PSNR.</summary>
    public const string Measured = "curves", Published = "published";

    /// <summary>Draws a record, a line for each curve; published points stand beside them in grey.</summary>
    /// <param name="record">As <c>workbook measure curves</c> writes it.</param>
    /// <param name="quality">The column that goes up.</param>
    /// <param name="curves">Which curves, in this order; all where none is named.</param>
    /// <returns>The chart, without a title.</returns>
    /// <exception cref="ArgumentException">The table of points or a column is missing.</exception>
    public static Chart Of(RunRecord record, string quality = Psnr, params string[] curves)
    {
        ArgumentNullException.ThrowIfNull(record);
        var chart = Of(record.Tables.TryGetValue(Measured, out var measured) ? measured
            : throw new ArgumentException($"the record {record.Name} has no table '{Measured}'; it is none of workbook measure curves", nameof(record)), quality, curves);
        if (quality != Psnr || !record.Tables.TryGetValue(Published, out var published))
            return chart;
        var others = Lines(published, quality, []);
        return Sized(chart.And(Chart.Scatter(others.Select(series => series with { IsReference = true }))), chart.Description.Traces.Count + others.Length)
            .Caption($"{Hint} Grey: published, over the whole set, not measured here.");
    }

    /// <summary>Draws a recorded table, a line for each curve.</summary>
    /// <param name="table">With the columns <see cref="Curve"/>, <see cref="BitsPerPixel"/> and the quality.</param>
    /// <param name="quality">The column that goes up.</param>
    /// <param name="curves">Which curves, in this order; all where none is named.</param>
    /// <returns>The chart, without a title.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static Chart Of(ResultTable table, string quality = Psnr, params string[] curves)
    {
        var unit = quality.EndsWith(" (dB)", StringComparison.Ordinal) ? "dB" : "";
        var lines = Lines(table, quality, curves);
        return Sized(Chart.Line(lines), lines.Length).X("size", "bit/pixel", log: true).Y(quality.Replace(" (dB)", "", StringComparison.Ordinal), unit)
            .Caption(Hint);
    }

    private const string Hint = "Up and left is better. Lines join settings of one codec.";

    /// <summary>The legend has two names in a row; the plot below keeps its height.</summary>
    private static Chart Sized(Chart chart, int lines) => chart.Size(760, 420 + 10 * lines);

    private static Series[] Lines(ResultTable table, string quality, string[] curves)
    {
        var (names, bpp, up) = (table.Column(Curve).Select(cell => cell.ToString()).ToArray(), table.Numbers(BitsPerPixel), table.Numbers(quality));
        var codecs = table.Columns.Contains(Codec) ? table.Column(Codec) : null;
        return [.. (curves.Length > 0 ? curves : [.. names.Distinct()])
            .Select(curve => Enumerable.Range(0, names.Length).Where(row => names[row] == curve && double.IsFinite(up[row])).OrderBy(row => bpp[row]).ToArray())
            .Where(rows => rows.Length > 0)
            .Select(rows => Series.Of(names[rows[0]], rows.Select(row => bpp[row]), rows.Select(row => up[row]), labels: codecs is null ? null : rows.Select(row => codecs[row].ToString())))];
    }
}
