using Workbook.Results.Records;

namespace Workbook.Results.Accuracy;

/// <summary>Accuracy results as a table for result files and figures.</summary>
public static class AccuracyTable
{
    /// <summary>One row for each codec; accuracies and errors in percent.</summary>
    /// <param name="results">What a harness measured.</param>
    /// <returns>Columns: codec, bytes, median bytes, bytes deviation, bpp, PSNR (dB), accuracy (%), deviation over splits (%), sampling
    /// error (%).</returns>
    public static ResultTable Of(IEnumerable<AccuracyResult> results)
    {
        var table = new ResultTable("codec", "bytes", "median bytes", "bytes deviation", "bpp", "PSNR (dB)", "accuracy (%)",
            "deviation over splits (%)", "sampling error (%)");
        foreach (var result in results)
            table.Add(result.Codec, result.ByteSpread.Mean, result.ByteBox.Median, result.ByteSpread.Deviation, result.MeanBitsPerPixel,
                result.MeanPsnr, 100 * result.Accuracy.Mean, 100 * result.Accuracy.Deviation, 100 * result.SamplingError);
        return table;
    }
}
