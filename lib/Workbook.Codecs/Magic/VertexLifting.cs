namespace Workbook.Codecs.Magic;

/// <summary>From residuals to vertex values: each level adds the vertices between those of the level above.</summary>
/// <remarks>A vertex between two others is predicted as their mean; before that, the others give a quarter of the residuals beside them
/// back, so that a residual changes little of the mean (the lifting scheme with the 5/3 filters). Integers all the way.</remarks>
internal static class VertexLifting
{
    /// <summary>Turns residuals, each at its vertex, into values, in place. Beyond the border the inner neighbour counts twice.</summary>
    internal static void Run(VertexLayout layout, Span<int> values)
    {
        for (int level = layout.LevelCount - 1; level >= 0; level--)
        {
            int rowStep = 1 << Math.Min(level, layout.RowLevels), columnStep = 1 << Math.Min(level, layout.ColumnLevels);
            if (level < layout.ColumnLevels)
                for (int i = 0; i < layout.Height; i += rowStep)
                    Lift(values.Slice(i * layout.Width, layout.Width), layout.Width, columnStep, 1, 0, 1);
            if (level < layout.RowLevels)
                Lift(values, layout.Height, rowStep, layout.Width, columnStep, layout.Width);
        }
    }

    // Lines of vertices `pitch` apart; `across` is the distance of neighbouring lines that are lifted side by side, 0 for one line.
    private static void Lift(Span<int> values, int vertices, int step, int pitch, int across, int width)
    {
        for (int k = 0; k < vertices; k += 2 * step)
            Change(values, vertices, k, step, pitch, across, width, update: true);
        for (int k = step; k < vertices; k += 2 * step)
            Change(values, vertices, k, step, pitch, across, width, update: false);
    }

    private static void Change(Span<int> values, int vertices, int k, int step, int pitch, int across, int width, bool update)
    {
        int before = (k >= step ? k - step : k + step) * pitch, after = (k + step < vertices ? k + step : k - step) * pitch, own = k * pitch;
        for (int c = 0; c < width; c += Math.Max(across, 1))
        {
            int sum = values[before + c] + values[after + c];
            values[own + c] += update ? -((sum + 2) >> 2) : (sum + 1) >> 1;
        }
    }
}
