using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>Makes an image smaller by a whole factor: every new pixel is the mean of its square of old ones.</summary>
/// <remarks>Squares that stick out over the right or lower edge are averaged over the pixels they have. Integers only, rounded to the
/// nearest: exact on every machine.</remarks>
internal static class AreaShrink
{
    internal static RgbImage Apply(RgbImage image, int factor)
    {
        var small = new RgbImage((image.Rows - 1) / factor + 1, (image.Columns - 1) / factor + 1);
        var sums = new int[3 * small.Columns];
        for (var row = 0; row < small.Rows; row++)
        {
            Array.Clear(sums);
            var last = Math.Min(image.Rows, (row + 1) * factor);
            for (var r = row * factor; r < last; r++)
                AddRow(image.Pixels.AsSpan(3 * r * image.Columns, 3 * image.Columns), sums, factor);
            Divide(sums, small.Pixels.AsSpan(row * sums.Length, sums.Length), last - row * factor, image.Columns, factor);
        }
        return small;
    }

    private static void AddRow(ReadOnlySpan<byte> row, Span<int> sums, int factor)
    {
        for (int at = 0, sum = 0; at < row.Length; sum += 3)
            for (var end = Math.Min(row.Length, at + 3 * factor); at < end; at += 3)
            {
                sums[sum] += row[at];
                sums[sum + 1] += row[at + 1];
                sums[sum + 2] += row[at + 2];
            }
    }

    private static void Divide(ReadOnlySpan<int> sums, Span<byte> means, int rows, int columns, int factor)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var count = rows * Math.Min(factor, columns - i / 3 * factor);
            means[i] = (byte)((sums[i] + count / 2) / count);
        }
    }
}
