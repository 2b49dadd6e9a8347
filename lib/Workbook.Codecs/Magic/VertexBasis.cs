namespace Workbook.Codecs.Magic;

/// <summary>What one unit of a residual adds to the vertices along one side: a function of the row, or of the column.</summary>
/// <param name="Start">First vertex it touches.</param>
/// <param name="Values">Its values from there on.</param>
internal sealed record VertexWave(int Start, float[] Values)
{
    internal int End => Start + Values.Length;
}

/// <summary>The effect of every residual on the vertices, as products of a function of the row and one of the column.</summary>
/// <remarks>The functions are what <see cref="VertexLifting"/> does without its rounding. Used by encoders only.</remarks>
internal sealed class VertexBasis
{
    private readonly VertexWave[] rowWaves;
    private readonly VertexWave[] columnWaves;

    internal VertexBasis(VertexGrid grid, VertexLayout layout)
    {
        (Layout, Moments, Grid) = (layout, new VertexMoments(grid), grid);
        (rowWaves, columnWaves) = (new VertexWave[layout.Count], new VertexWave[layout.Count]);
        Energies = new float[layout.Count];
        rowWaves[0] = new VertexWave(0, [.. Enumerable.Repeat(1f, grid.Height)]);
        columnWaves[0] = new VertexWave(0, [.. Enumerable.Repeat(1f, grid.Width)]);
        foreach (var band in layout.Bands)
            Fill(band);
        Measure();
    }

    /// <summary>The same effects, counted over weighted pixels.</summary>
    internal VertexBasis(VertexBasis plain, VertexMoments moments)
    {
        (Layout, Moments, Grid) = (plain.Layout, moments, plain.Grid);
        (rowWaves, columnWaves, Energies) = (plain.rowWaves, plain.columnWaves, new float[plain.Energies.Length]);
        Measure();
    }

    internal VertexGrid Grid { get; }

    internal VertexLayout Layout { get; }

    internal VertexMoments Moments { get; }

    /// <summary>Squared change over all pixels that one unit of a residual makes.</summary>
    internal float[] Energies { get; }

    internal VertexWave RowWave(int index) => rowWaves[index];

    internal VertexWave ColumnWave(int index) => columnWaves[index];

    private void Measure()
    {
        for (int k = 0; k < Energies.Length; k++)
            Energies[k] = Energy(rowWaves[k], columnWaves[k]);
    }

    private void Fill(VertexBand band)
    {
        var rows = Enumerable.Range(0, band.Rows).Select(i =>
            Wave(Layout.Height, Layout.RowLevels, band.Level, (band.Direction & 2) != 0, Layout.VertexRow(band, i))).ToArray();
        var columns = Enumerable.Range(0, band.Columns).Select(j =>
            Wave(Layout.Width, Layout.ColumnLevels, band.Level, (band.Direction & 1) != 0, Layout.VertexColumn(band, j))).ToArray();
        for (int k = 0; k < band.Rows * band.Columns; k++)
            (rowWaves[band.Start + k], columnWaves[band.Start + k]) = (rows[k / band.Columns], columns[k % band.Columns]);
    }

    private static VertexWave Wave(int vertices, int levels, int level, bool between, int position)
    {
        var values = new float[vertices];
        values[position] = 1;
        for (int t = between ? level : Math.Min(level + 1, levels) - 1; t >= 0; t--)
            Lift(values, 1 << t);
        int start = Array.FindIndex(values, v => v != 0), last = Array.FindLastIndex(values, v => v != 0);
        return new VertexWave(start, values[start..(last + 1)]);
    }

    private static void Lift(float[] values, int step)
    {
        for (int k = 0; k < values.Length; k += 2 * step)
            values[k] -= 0.25f * Beside(values, k, step);
        for (int k = step; k < values.Length; k += 2 * step)
            values[k] += 0.5f * Beside(values, k, step);
    }

    private static float Beside(float[] values, int k, int step) =>
        values[k >= step ? k - step : k + step] + values[k + step < values.Length ? k + step : k - step];

    private float Energy(VertexWave rows, VertexWave columns)
    {
        double sum = 0;
        for (int i = rows.Start; i < rows.End; i++)
            for (int j = columns.Start; j < columns.End; j++)
            {
                float Value(int di, int dj) => i + di < rows.End && j + dj < columns.End
                    ? rows.Values[i + di - rows.Start] * columns.Values[j + dj - columns.Start] : 0;
                int at = Moments.At(i, j);
                sum += Value(0, 0) * (Moments.Own[at] * Value(0, 0)
                    + 2 * (Moments.Right[at] * Value(0, 1) + Moments.Down[at] * Value(1, 0) + Moments.Diagonal[at] * Value(1, 1)));
            }
        return (float)sum;
    }
}
