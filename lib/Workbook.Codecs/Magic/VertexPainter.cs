namespace Workbook.Codecs.Magic;

/// <summary>Draws vertex colours, linear over each triangle, in exact integers rounded to the nearest level.</summary>
/// <remarks>Small cells, which all usual grids have, are drawn by <see cref="VertexLanePainter"/>, several pixels at a time.</remarks>
internal static class VertexPainter
{
    internal static RgbImage Paint(VertexGrid grid, ReadOnlySpan<Rgb> colors)
    {
        // Every byte is painted below, so none is cleared before.
        var image = new RgbImage(grid.Rows, grid.Columns, GC.AllocateUninitializedArray<byte>(3 * grid.Rows * grid.Columns));
        if (VertexLanePainter.Suits(grid))
            new VertexLanePainter(grid, image.Pixels).Paint(colors);
        else
            PaintCells(grid, colors, image);
        return image;
    }

    private static void PaintCells(VertexGrid grid, ReadOnlySpan<Rgb> colors, RgbImage image)
    {
        int below = grid.Height > 1 ? grid.Width : 0, beside = grid.Width > 1 ? 1 : 0;
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
            for (int j = 0; j < Math.Max(grid.Width - 1, 1); j++)
            {
                int at = i * grid.Width + j;
                PaintCell(image, VertexGrid.Cell(grid.RowLines, i), VertexGrid.Cell(grid.ColumnLines, j),
                    colors[at], colors[at + beside], colors[at + below], colors[at + below + beside]);
            }
    }
    private static void PaintCell(RgbImage image, (int Start, int Count, int Length) rows, (int Start, int Count, int Length) columns,
        Rgb upperLeft, Rgb upperRight, Rgb lowerLeft, Rgb lowerRight)
    {
        var area = rows.Length * columns.Length;
        var divider = new ExactDivider(2L * area);
        for (var r = 0; r < rows.Count; r++)
        {
            var pixels = image.Pixels.AsSpan(3 * ((rows.Start + r) * image.Columns + columns.Start), 3 * columns.Count);
            var turn = Math.Min((r * columns.Length + rows.Length - 1) / rows.Length, columns.Count);
            // Up to the diagonal the row lies in the lower left triangle, then in the upper right one.
            var down = r * columns.Length;
            Run(pixels, 0, turn, divider, Start(upperLeft, lowerLeft, upperLeft, area, down), Slope(lowerLeft, lowerRight, rows.Length));
            Run(pixels, turn, columns.Count, divider, Start(upperLeft, lowerRight, upperRight, area, down), Slope(upperLeft, upperRight, rows.Length));
        }
    }

    /// <summary>Red, green and blue on the way to a pixel: twice the colour times the cell's area, plus the area for rounding.</summary>
    private readonly record struct Ramp(long Red, long Green, long Blue);

    private static Ramp Start(Rgb corner, Rgb lower, Rgb upper, int area, int down) => new(
        (2 * corner.Red + 1L) * area + 2L * (lower.Red - upper.Red) * down,
        (2 * corner.Green + 1L) * area + 2L * (lower.Green - upper.Green) * down,
        (2 * corner.Blue + 1L) * area + 2L * (lower.Blue - upper.Blue) * down);

    private static Ramp Slope(Rgb left, Rgb right, int height) =>
        new(2L * (right.Red - left.Red) * height, 2L * (right.Green - left.Green) * height, 2L * (right.Blue - left.Blue) * height);

    private static void Run(Span<byte> pixels, int from, int to, ExactDivider divider, Ramp start, Ramp slope)
    {
        var (red, green, blue) = (start.Red + from * slope.Red, start.Green + from * slope.Green, start.Blue + from * slope.Blue);
        pixels = pixels[(3 * from)..(3 * to)];
        for (var p = 2; p < pixels.Length; p += 3)
        {
            pixels[p - 2] = divider.Divide(red);
            pixels[p - 1] = divider.Divide(green);
            pixels[p] = divider.Divide(blue);
            (red, green, blue) = (red + slope.Red, green + slope.Green, blue + slope.Blue);
        }
    }
}

/// <summary>Divides numbers from 0 to 256 times the divisor, rounding down, by one multiplication where the divisor is small.</summary>
internal readonly struct ExactDivider(long divisor)
{
    // n / d = (n * ceil(2^32 / d)) >> 32 is exact while n * d < 2^32, and n is below 256 d.
    private readonly ulong factor = divisor <= 4096 ? (ulong)(((1L << 32) + divisor - 1) / divisor) : 0;

    internal byte Divide(long number) => (byte)(factor != 0 ? (ulong)number * factor >> 32 : (ulong)(number / divisor));
}
