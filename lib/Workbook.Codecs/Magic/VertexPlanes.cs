using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>From an image to a payload of profile <c>vertex</c> and back.</summary>
/// <param name="statistics">What was learned from the domain.</param>
internal sealed class VertexPlanes(VertexStatistics statistics)
{
    private const int Rounds = 6;

    /// <summary>Squared error for a bit, over the squared error of one step.</summary>
    internal float Price { get; init; } = 0.12f;

    internal int RoundCount { get; init; } = Rounds;

    /// <summary>The residuals that give the best picture for their bits.</summary>
    internal (int[][] Residuals, VertexTables Tables) Choose(RgbImage image, int gridStep, VertexSetting setting, VertexRegion? region = null)
    {
        var tables = region?.Tables(image, gridStep) ?? VertexTables.Get(image.Rows, image.Columns, gridStep);
        var sums = region?.Project(tables, image) ?? VertexProjection.Run(tables.Grid, tables.Basis.Moments, image);
        var residuals = new int[VertexDecisions.Planes][];
        for (int plane = 0; plane < residuals.Length; plane++)
        {
            float fineness = VertexQuantizer.Fineness(setting.Of(plane)) / (float)(1 << VertexQuantizer.FractionBits);
            var optimizer = new VertexOptimizer(tables.Basis, Target(sums, tables.Basis.Moments, plane), tables.Classes,
                tables.Steps(setting, plane), statistics.Costs(setting, plane), Price * fineness * fineness, plane > 0 ? residuals[0] : null);
            residuals[plane] = optimizer.Run(RoundCount);
        }
        return (residuals, tables);
    }

    internal void Write(RangeEncoder encoder, int[][] residuals, VertexLayout layout, int gridStep, VertexSetting setting) =>
        new VertexResidualCoder(statistics.Start(setting), layout, gridStep).Encode(encoder, residuals);

    internal Rgb[] Read(ref RangeDecoder decoder, VertexLayout layout, int gridStep, VertexSetting setting)
    {
        var residuals = new VertexResidualCoder(statistics.Start(setting), layout, gridStep).Decode(ref decoder);
        return Colors(residuals, layout, gridStep, setting);
    }

    internal Rgb[] Colors(int[][] residuals, VertexLayout layout, int gridStep, VertexSetting setting)
    {
        var planes = new int[VertexDecisions.Planes][];
        for (int plane = 0; plane < planes.Length; plane++)
            planes[plane] = Values(residuals[plane], layout, gridStep, setting, plane);
        var colors = new Rgb[layout.Height * layout.Width];
        for (int i = 0; i < colors.Length; i++)
            colors[i] = statistics.Color.ToRgb(planes[0][i], planes[1][i], planes[2][i]);
        return colors;
    }

    private static int[] Values(int[] residuals, VertexLayout layout, int gridStep, VertexSetting setting, int plane)
    {
        var values = new int[layout.Height * layout.Width];
        int whole = residuals[0] * setting.Step(layout.Bands[0], plane, gridStep);
        // Nothing but the plane's level, as chroma often has, is the same everywhere.
        if (!residuals.AsSpan(1).ContainsAnyExcept(0))
        {
            values.AsSpan().Fill(whole);
            return values;
        }
        foreach (var band in layout.Bands)
        {
            int step = setting.Step(band, plane, gridStep), offset = band.Direction == 0 ? whole : 0;
            for (int k = band.Start; k < band.End; k++)
                values[layout.Places[k]] = residuals[k] * step + offset;
        }
        VertexLifting.Run(layout, values);
        return values;
    }

    private float[] Target(float[][] sums, VertexMoments moments, int plane)
    {
        var axes = statistics.Color.Axes.AsSpan(3 * plane, 3);
        var mean = statistics.Color.Mean;
        float scale = 1f / (1 << VertexColor.AxisBits);
        float red = axes[0] * scale, green = axes[1] * scale, blue = axes[2] * scale;
        float level = red * mean[0] + green * mean[1] + blue * mean[2];
        var target = new float[moments.Area.Length];
        for (int i = 0; i < target.Length; i++)
            target[i] = red * sums[0][i] + green * sums[1][i] + blue * sums[2][i] - level * moments.Area[i];
        return target;
    }
}
