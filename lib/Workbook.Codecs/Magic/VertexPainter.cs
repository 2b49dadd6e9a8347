namespace Workbook.Codecs.Magic;

/// <summary>Draws vertex colours, linear over each triangle, in exact integers rounded to the nearest level.</summary>
internal static class VertexPainter
{
    internal static RgbImage Paint(VertexGrid grid, ReadOnlySpan<Rgb> colors)
    {
        var image = new RgbImage(grid.Rows, grid.Columns);
        int below = grid.Height > 1 ? grid.Width : 0, beside = grid.Width > 1 ? 1 : 0;
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
            for (int j = 0; j < Math.Max(grid.Width - 1, 1); j++)
            {
                int at = i * grid.Width + j;
                PaintCell(image, VertexGrid.Cell(grid.RowLines, i), VertexGrid.Cell(grid.ColumnLines, j),
                    colors[at], colors[at + beside], colors[at + below], colors[at + below + beside]);
            }
        return image;
    }

    private static void PaintCell(RgbImage image, (int Start, int Count, int Length) rows, (int Start, int Count, int Length) columns,
        Rgb upperLeft, Rgb upperRight, Rgb lowerLeft, Rgb lowerRight)
    {
        for (int r = 0; r < rows.Count; r++)
        {
            var pixels = image.Pixels.AsSpan(3 * ((rows.Start + r) * image.Columns + columns.Start), 3 * columns.Count);
            int turn = Math.Min((r * columns.Length + rows.Length - 1) / rows.Length, columns.Count);
            PaintRow(pixels, 0, r, turn, rows.Length, columns.Length, upperLeft.Red, upperRight.Red, lowerLeft.Red, lowerRight.Red);
            PaintRow(pixels, 1, r, turn, rows.Length, columns.Length, upperLeft.Green, upperRight.Green, lowerLeft.Green, lowerRight.Green);
            PaintRow(pixels, 2, r, turn, rows.Length, columns.Length, upperLeft.Blue, upperRight.Blue, lowerLeft.Blue, lowerRight.Blue);
        }
    }

    // One channel of one row of a cell: up to the diagonal in the lower left triangle, then in the upper right one.
    private static void PaintRow(Span<byte> pixels, int channel, int r, int turn, int height, int width, int a, int b, int c, int d)
    {
        long area = (long)height * width;
        long lower = 2 * (a * area + (long)(c - a) * r * width) + area, lowerSlope = 2L * (d - c) * height;
        long upper = 2 * (a * area + (long)(d - b) * r * width) + area, upperSlope = 2L * (b - a) * height;
        var divider = new ExactDivider(2 * area);
        int p = channel;
        for (int k = 0; k < turn; k++, p += 3, lower += lowerSlope)
            pixels[p] = divider.Divide(lower);
        upper += turn * upperSlope;
        for (; p < pixels.Length; p += 3, upper += upperSlope)
            pixels[p] = divider.Divide(upper);
    }
}

/// <summary>Divides numbers from 0 to 256 times the divisor, rounding down, by one multiplication where the divisor is small.</summary>
internal readonly struct ExactDivider(long divisor)
{
    // n / d = (n * ceil(2^32 / d)) >> 32 is exact while n * d < 2^32, and n is below 256 d.
    private readonly ulong factor = divisor <= 4096 ? (ulong)(((1L << 32) + divisor - 1) / divisor) : 0;

    internal byte Divide(long number) => (byte)(factor != 0 ? (ulong)number * factor >> 32 : (ulong)(number / divisor));
}
