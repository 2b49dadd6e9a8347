namespace Workbook.Codecs.Magic;

/// <summary>A set of residuals of one level and direction.</summary>
/// <param name="Level">0 for the residuals between neighbouring vertices, larger for coarser ones.</param>
/// <param name="Direction">0 the coarsest vertices, 1 between columns, 2 between rows, 3 between both.</param>
/// <param name="Rows">Residuals in a column.</param>
/// <param name="Columns">Residuals in a row.</param>
/// <param name="Start">Index of the first one.</param>
internal readonly record struct VertexBand(int Level, int Direction, int Rows, int Columns, int Start)
{
    internal int End => Start + Rows * Columns;
}

/// <summary>The order of the residuals of a grid, coarse to fine, and what each one's context looks at.</summary>
/// <remarks>Depends on the number of vertices alone. Residual 0 is the level of the whole plane.</remarks>
internal sealed class VertexLayout
{
    private const int MostAcross = 3;
    private const int MostKept = 1 << 16;
    private static VertexLayout? latest;

    internal VertexLayout(int height, int width)
    {
        (Height, Width) = (height, width);
        (RowLevels, ColumnLevels) = (Levels(height), Levels(width));
        Bands = [.. MakeBands()];
        Count = Bands[^1].End;
        Neighbors = new VertexNeighbors(this);
        Places = MakePlaces();
    }

    /// <summary>The layout of a grid; the latest is kept, since most images of a domain have one size.</summary>
    internal static VertexLayout Get(int height, int width)
    {
        var layout = latest;
        if (layout is null || layout.Height != height || layout.Width != width)
            layout = new VertexLayout(height, width);
        if (layout.Count <= MostKept)
            latest = layout;
        return layout;
    }

    internal int Height { get; }

    internal int Width { get; }

    /// <summary>How often the rows are halved.</summary>
    internal int RowLevels { get; }

    /// <summary>How often the columns are halved.</summary>
    internal int ColumnLevels { get; }

    internal int LevelCount => Math.Max(RowLevels, ColumnLevels);

    /// <summary>Bands in coding order.</summary>
    internal VertexBand[] Bands { get; }

    /// <summary>Number of residuals, that of the whole plane included.</summary>
    internal int Count { get; }

    internal VertexNeighbors Neighbors { get; }

    /// <summary>The vertex of each residual; residual 0 has none.</summary>
    internal int[] Places { get; }

    /// <summary>Vertices along a side after some halvings.</summary>
    internal static int Side(int vertices, int halvings) => ((vertices - 1) >> halvings) + 1;

    /// <summary>Vertex row of a residual.</summary>
    internal int VertexRow(VertexBand band, int row) => Vertex(band.Level, RowLevels, (band.Direction & 2) != 0, row);

    /// <summary>Vertex column of a residual.</summary>
    internal int VertexColumn(VertexBand band, int column) => Vertex(band.Level, ColumnLevels, (band.Direction & 1) != 0, column);

    private static int Vertex(int level, int levels, bool between, int index) =>
        between ? (2 * index + 1) << level : index << Math.Min(level + 1, levels);

    private static int Levels(int vertices)
    {
        int levels = 0;
        while (Side(vertices, levels) > MostAcross)
            levels++;
        return levels;
    }

    private int[] MakePlaces()
    {
        var places = new int[Count];
        foreach (var band in Bands)
            for (int k = 0; k < band.Rows * band.Columns; k++)
                places[band.Start + k] = VertexRow(band, k / band.Columns) * Width + VertexColumn(band, k % band.Columns);
        return places;
    }

    private IEnumerable<VertexBand> MakeBands()
    {
        var band = new VertexBand(LevelCount, 0, Side(Height, RowLevels), Side(Width, ColumnLevels), 1);
        yield return band;
        for (int level = LevelCount - 1; level >= 0; level--)
        {
            var (lowRows, highRows) = Split(Height, RowLevels, level);
            var (lowColumns, highColumns) = Split(Width, ColumnLevels, level);
            yield return band = new VertexBand(level, 1, lowRows, highColumns, band.End);
            yield return band = new VertexBand(level, 2, highRows, lowColumns, band.End);
            yield return band = new VertexBand(level, 3, highRows, highColumns, band.End);
        }
    }

    private static (int Low, int High) Split(int vertices, int levels, int level)
    {
        if (level >= levels)
            return (Side(vertices, levels), 0);
        int low = Side(vertices, level + 1);
        return (low, Side(vertices, level) - low);
    }
}
