using Workbook.Results.Figures;
using Workbook.Results.Records;

namespace Workbook.Results.Accuracy;

/// <summary>Accuracy results as tables for result files and figures.</summary>
public static class AccuracyTable
{
    internal const string Source = "source", Codec = "codec", Bytes = "bytes", BitsPerPixel = "bpp", Quality = "PSNR (dB)", Accuracy = "accuracy (%)",
        Deviation = "deviation over splits (%)", SamplingError = "sampling error (%)", Difference = "difference (%)",
        StandardError = "standard error (%)", CorrectedError = "corrected standard error (%)";

    private static readonly (string Name, string Format, Best Best)[] Shown =
    [
        (Bytes, "N0", Best.Lowest), (BitsPerPixel, "0.0000", Best.Lowest), (Quality, "0.0", Best.Highest), (Accuracy, "0.00", Best.Highest),
        (Deviation, "0.00", Best.None), (SamplingError, "0.00", Best.None), (Difference, "+0.00;-0.00;0.00", Best.Highest),
        (StandardError, "0.00", Best.None), (CorrectedError, "0.00", Best.None),
    ];

    /// <summary>One row for each codec; accuracies and errors in percent.</summary>
    /// <param name="results">What a harness measured.</param>
    /// <returns>Columns: codec, bytes, median bytes, bytes deviation, bpp, PSNR (dB), accuracy (%), deviation over splits (%), sampling
    /// error (%).</returns>
    public static ResultTable Of(IEnumerable<AccuracyResult> results)
    {
        var table = new ResultTable(Codec, Bytes, "median bytes", "bytes deviation", BitsPerPixel, Quality, Accuracy, Deviation, SamplingError);
        foreach (var result in results)
            table.Add(result.Codec, result.ByteSpread.Mean, result.ByteBox.Median, result.ByteSpread.Deviation, result.MeanBitsPerPixel,
                result.MeanPsnr, 100 * result.Accuracy.Mean, 100 * result.Accuracy.Deviation, 100 * result.SamplingError);
        return table;
    }

    /// <summary>Each codec against one rival over the same splits, in percentage points.</summary>
    /// <param name="harness">The harness that measured all of them.</param>
    /// <param name="results">The codecs that are judged; the rival itself is left out.</param>
    /// <param name="rival">The codec they are compared with.</param>
    /// <returns>Columns: codec, bytes, difference (%), standard error (%), corrected standard error (%). Above 0 the rival is beaten.</returns>
    public static ResultTable Differences(AccuracyHarness harness, IEnumerable<AccuracyResult> results, AccuracyResult rival)
    {
        var table = new ResultTable(Codec, Bytes, Difference, StandardError, CorrectedError);
        foreach (var result in results.Where(result => result != rival))
        {
            var difference = harness.Difference(result, rival);
            table.Add(result.Codec, result.ByteSpread.Mean, 100 * difference.Mean, 100 * difference.StandardError, 100 * difference.CorrectedStandardError);
        }
        return table;
    }

    /// <summary>A table for readers: what <see cref="Of"/> or <see cref="Differences"/> makes, in few digits, the best of each column marked.</summary>
    /// <param name="table">The table; of its columns those that are known here are shown. A row named <c>source</c> shows no PSNR.</param>
    /// <returns>The table, without title and caption.</returns>
    /// <exception cref="ArgumentException">There is no column of codecs.</exception>
    public static Table Show(ResultTable table)
    {
        string[] codecs = [.. table.Column(Codec).Select(cell => cell.ToString())];
        var shown = Table.Of(Enumerable.Range(0, codecs.Length)).Column(Codec, i => codecs[i]);
        foreach (var (name, format, best) in Shown.Where(column => table.Columns.Contains(column.Name)))
        {
            double[] values = table.Numbers(name);
            shown = shown.Column(name, i => name == Quality && codecs[i] == Source ? null : values[i], format, best);
        }
        return shown;
    }
}
