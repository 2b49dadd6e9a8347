namespace Workbook.Codecs.Magic;

/// <summary>What an image has to say to each vertex: b = A'x, x being the pixels and A the linear interpolation.</summary>
internal static class VertexProjection
{
    /// <summary>Weighted sums of red, green and blue at each vertex, laid out as in <see cref="VertexMoments"/>.</summary>
    internal static float[][] Run(VertexGrid grid, VertexMoments moments, RgbImage image)
    {
        float[][] sums = [new float[moments.Own.Length], new float[moments.Own.Length], new float[moments.Own.Length]];
        for (int i = 0; i < Math.Max(grid.Height - 1, 1); i++)
        {
            var rows = VertexGrid.Cell(grid.RowLines, i);
            for (int r = 0; r < rows.Count; r++)
                for (int j = 0; j < Math.Max(grid.Width - 1, 1); j++)
                    AddRow(image, rows.Start + r, VertexGrid.Cell(grid.ColumnLines, j), r / (float)rows.Length, sums, moments.At(i, j), moments.Pitch);
        }
        return sums;
    }

    // A row of a cell crosses the lower left triangle up to the diagonal, then the upper right one.
    private static void AddRow(RgbImage image, int row, (int Start, int Count, int Length) columns, float u, float[][] sums, int at, int pitch)
    {
        var pixels = image.Pixels.AsSpan(3 * (row * image.Columns + columns.Start), 3 * columns.Count);
        int turn = Math.Min((int)MathF.Ceiling(u * columns.Length - 1e-4f), columns.Count);
        var lower = Sums(pixels[..(3 * turn)], 0);
        var upper = Sums(pixels[(3 * turn)..], turn);
        float scale = 1f / columns.Length;
        Add(sums[0], at, pitch, u, lower.Red, lower.RedMoment * scale, upper.Red, upper.RedMoment * scale);
        Add(sums[1], at, pitch, u, lower.Green, lower.GreenMoment * scale, upper.Green, upper.GreenMoment * scale);
        Add(sums[2], at, pitch, u, lower.Blue, lower.BlueMoment * scale, upper.Blue, upper.BlueMoment * scale);
    }

    private static void Add(float[] sums, int at, int pitch, float u, float lower, float lowerMoment, float upper, float upperMoment)
    {
        sums[at] += (1 - u) * lower + upper - upperMoment;
        sums[at + 1] += upperMoment - u * upper;
        sums[at + pitch] += u * lower - lowerMoment;
        sums[at + pitch + 1] += lowerMoment + u * upper;
    }

    private static (int Red, int Green, int Blue, int RedMoment, int GreenMoment, int BlueMoment) Sums(ReadOnlySpan<byte> pixels, int first)
    {
        int red = 0, green = 0, blue = 0, redMoment = 0, greenMoment = 0, blueMoment = 0;
        for (int p = 0, c = first; p + 2 < pixels.Length; p += 3, c++)
        {
            red += pixels[p];
            green += pixels[p + 1];
            blue += pixels[p + 2];
            redMoment += c * pixels[p];
            greenMoment += c * pixels[p + 1];
            blueMoment += c * pixels[p + 2];
        }
        return (red, green, blue, redMoment, greenMoment, blueMoment);
    }
}
