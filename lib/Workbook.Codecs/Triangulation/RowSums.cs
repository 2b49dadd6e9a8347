namespace Workbook.Codecs.Triangulation;

/// <summary>Sums over the pixels of a row up to each column, so that a span of a triangle costs the same however long it is.</summary>
/// <remarks>64 bytes a pixel. Used by encoders only.</remarks>
internal sealed class RowSums
{
    /// <summary>Numbers for each pixel: sums of red, green and blue, the same times the column, and the sum of all squares.</summary>
    internal const int Red = 0, RedMoment = 3, Squares = 6;

    private const int Stride = 8;
    private readonly long[] sums;
    private readonly int columns;

    internal RowSums(RgbImage image)
    {
        (columns, sums) = (image.Columns, new long[Stride * image.Rows * (image.Columns + 1)]);
        for (var row = 0; row < image.Rows; row++)
            AddRow(image.Pixels.AsSpan(3 * row * columns, 3 * columns), sums.AsSpan(Stride * row * (columns + 1), Stride * (columns + 1)));
    }

    /// <summary>The sums of all pixels before a column.</summary>
    internal ReadOnlySpan<long> Before(int row, int column) => sums.AsSpan(Stride * (row * (columns + 1) + column), Stride);

    private static void AddRow(ReadOnlySpan<byte> pixels, Span<long> sums)
    {
        for (int column = 0, p = 0; p < pixels.Length; column++, p += 3)
        {
            var before = sums.Slice(Stride * column, Stride);
            var after = sums.Slice(Stride * (column + 1), Stride);
            after[Squares] = before[Squares];
            for (var k = 0; k < 3; k++)
            {
                long level = pixels[p + k];
                (after[Red + k], after[RedMoment + k]) = (before[Red + k] + level, before[RedMoment + k] + level * column);
                after[Squares] += level * level;
            }
        }
    }
}
