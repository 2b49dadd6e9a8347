using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>The check that every metric of two images shares.</summary>
internal static class SameSize
{
    internal static void Check(RgbImage original, RgbImage decoded)
    {
        if (original.Rows != decoded.Rows || original.Columns != decoded.Columns)
            throw new ArgumentException($"the original has {original.Rows} x {original.Columns} pixels, the decoded image "
                + $"{decoded.Rows} x {decoded.Columns}; a metric compares images of one size");
    }
}
