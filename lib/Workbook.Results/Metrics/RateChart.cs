using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Metrics;

/// <summary>Quality against bits per pixel: the curves of many codecs in one picture.</summary>
public static class RateChart
{
    /// <summary>The columns of a table of points.</summary>
    public const string Curve = "curve", Codec = "codec", BitsPerPixel = "bpp", Psnr = "PSNR (dB)", MsSsim = "MS-SSIM (dB)";

    /// <summary>Draws a recorded table, a line for each curve.</summary>
    /// <param name="table">With the columns <see cref="Curve"/>, <see cref="BitsPerPixel"/> and the quality.</param>
    /// <param name="quality">The column that goes up.</param>
    /// <param name="curves">Which curves, in this order; all where none is named.</param>
    /// <returns>The chart, without a title.</returns>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static Chart Of(ResultTable table, string quality = Psnr, params string[] curves)
    {
        var (names, bpp, up) = (table.Column(Curve).Select(cell => cell.ToString()).ToArray(), table.Numbers(BitsPerPixel), table.Numbers(quality));
        var wanted = curves.Length > 0 ? curves : [.. names.Distinct()];
        var lines = wanted.Select(curve => Enumerable.Range(0, names.Length).Where(row => names[row] == curve && double.IsFinite(up[row])).OrderBy(row => bpp[row]).ToArray())
            .Where(rows => rows.Length > 0)
            .Select(rows => Series.Of(names[rows[0]], rows.Select(row => bpp[row]), rows.Select(row => up[row])));
        var unit = quality.EndsWith(" (dB)", StringComparison.Ordinal) ? "dB" : "";
        return Chart.Line(lines).X("size", "bit/pixel", log: true).Y(quality.Replace(" (dB)", "", StringComparison.Ordinal), unit).Size(760, 460)
            .Caption("Up and left is better. Lines join settings of one codec.");
    }
}
