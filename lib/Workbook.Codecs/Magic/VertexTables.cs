using System.Collections.Concurrent;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>What follows from size and grid step alone, for encoders: kept, since most images of a domain have one size.</summary>
internal sealed class VertexTables
{
    private const int MostKept = 12;
    private const int MostResiduals = 1 << 16;
    private static readonly ConcurrentDictionary<(int Rows, int Columns, int GridStep), VertexTables> Kept = new();

    private VertexTables(int rows, int columns, int gridStep)
    {
        Grid = new VertexGrid(rows, columns, gridStep);
        Layout = VertexLayout.Get(Grid.Height, Grid.Width);
        Basis = new VertexBasis(Grid, Layout);
        Classes = new int[Layout.Count];
        foreach (var band in Layout.Bands)
            Classes.AsSpan(band.Start, band.End - band.Start).Fill(VertexQuantizer.Class(band, gridStep));
    }

    private VertexTables(VertexTables plain, VertexMoments moments) =>
        (Grid, Layout, Basis, Classes) = (plain.Grid, plain.Layout, new VertexBasis(plain.Basis, moments), plain.Classes);

    internal VertexGrid Grid { get; }

    internal VertexLayout Layout { get; }

    internal VertexBasis Basis { get; }

    internal int[] Classes { get; }

    internal static VertexTables Get(int rows, int columns, int gridStep)
    {
        if (Kept.TryGetValue((rows, columns, gridStep), out var tables))
            return tables;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        tables = new VertexTables(rows, columns, gridStep);
        if (tables.Layout.Count <= MostResiduals)
            Kept[(rows, columns, gridStep)] = tables;
        return tables;
    }

    /// <summary>The same with pixels of two weights, 1 inside and another outside.</summary>
    internal VertexTables Weighted(bool[] inside, float outside) => new(this, new VertexMoments(Grid, inside, outside));

    /// <summary>Quantiser step of each residual, in levels.</summary>
    internal float[] Steps(VertexSetting setting, int plane)
    {
        var steps = new float[Layout.Count];
        foreach (var band in Layout.Bands)
            steps.AsSpan(band.Start, band.End - band.Start).Fill(setting.Step(band, plane, Grid.Step) / (float)(1 << VertexQuantizer.FractionBits));
        steps[0] = steps[1];
        return steps;
    }
}
