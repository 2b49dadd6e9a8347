namespace Workbook.Results.Accuracy;

/// <summary>Histograms of oriented gradients in 4 x 4 cells: where edges run, and in which of nine directions.</summary>
internal static class OrientedGradients
{
    private const int Cells = 4, Directions = 9;

    internal const int Length = Cells * Cells * Directions + Directions;

    internal static void Write(PlanarImage luma, FeatureWriter features)
    {
        Span<float> cells = stackalloc float[Cells * Cells * Directions], whole = stackalloc float[Directions];
        cells.Clear();
        whole.Clear();
        for (int row = 0; row < luma.Rows; row++)
            for (int column = 0; column < luma.Columns; column++)
            {
                var (across, down) = Gradients.At(luma, row, column);
                int cell = row * Cells / luma.Rows * Cells + column * Cells / luma.Columns;
                Vote(across, down, cells.Slice(cell * Directions, Directions));
            }
        for (int i = 0; i < cells.Length; i++)
            whole[i % Directions] += cells[i];
        features.AddShares(cells);
        // Sorted, the shares of the directions say how much one direction stands out, whichever it is.
        whole.Sort();
        features.AddShares(whole);
    }

    // Shares the strength between the two nearest directions; opposite gradients are one direction.
    private static void Vote(float across, float down, Span<float> histogram)
    {
        float strength = MathF.Sqrt(across * across + down * down);
        if (strength == 0)
            return;
        float position = (MathF.Atan2(down, across) / MathF.PI + 1) * Directions;
        int below = (int)position;
        float above = position - below;
        histogram[below % Directions] += strength * (1 - above);
        histogram[(below + 1) % Directions] += strength * above;
    }
}
