using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>How a vertex encoder treats a region: squared errors inside weigh more, and steps are finer.</summary>
/// <remarks>
/// An error inside counts like one of <see cref="RegionOfInterest.Strength"/> times its size. At low rates bytes go about as 1 / step, so
/// the caller's step, divided by the strength inside and then multiplied everywhere by the pixels' mean strength, keeps their number about
/// the same. The stream has one quantiser, the one that suits the inside; outside, the price of a bit decides which residuals are worth
/// it. One object serves all attempts at one image.
/// </remarks>
internal sealed class VertexRegion
{
    private const double MostStrength = 32;
    private readonly bool[] inside;
    private readonly RgbImage insideOnly;
    private readonly Dictionary<int, VertexTables> tables = [];

    private VertexRegion(RgbImage image, bool[] inside, double share, double strength)
    {
        this.inside = inside;
        Outside = (float)(1 / (strength * strength));
        SettingChange = (int)Math.Round(VertexQuantizer.PerOctave * Math.Log2(strength / (1 + share * (strength - 1))));
        insideOnly = new RgbImage(image.Rows, image.Columns);
        for (int p = 0; p < inside.Length; p++)
            if (inside[p])
                image.Pixels.AsSpan(3 * p, 3).CopyTo(insideOnly.Pixels.AsSpan(3 * p));
    }

    /// <summary>Weight of a squared error outside; inside it is 1.</summary>
    internal float Outside { get; }

    /// <summary>How many settings finer than the caller's the inside is.</summary>
    internal int SettingChange { get; }

    /// <summary>The region of an image; <c>null</c> where all pixels weigh the same.</summary>
    internal static VertexRegion? Of(RgbImage image, RegionOfInterest? region)
    {
        if (region is null)
            return null;
        var inside = region.Blocks(new BlockGrid(image.Rows, image.Columns, 1));
        int count = inside.Count(pixel => pixel);
        return count == 0 || count == inside.Length || region.Strength == 1 ? null
            : new VertexRegion(image, inside, count / (double)inside.Length, Math.Min(region.Strength, MostStrength));
    }

    /// <summary>The setting of the stream for one that a caller, or a search, asks for; those go up by <see cref="SettingChange"/>.</summary>
    internal VertexSetting Adapt(VertexSetting setting) =>
        setting with { Luma = Math.Clamp(setting.Luma - SettingChange, 0, VertexQuantizer.Settings - 1) };

    internal VertexTables Tables(RgbImage image, int gridStep)
    {
        if (!tables.TryGetValue(gridStep, out var weighted))
            tables[gridStep] = weighted = VertexTables.Get(image.Rows, image.Columns, gridStep).Weighted(inside, Outside);
        return weighted;
    }

    /// <summary>What <see cref="VertexProjection"/> gives for weighted pixels: it is linear.</summary>
    internal float[][] Project(VertexTables weighted, RgbImage image)
    {
        var sums = VertexProjection.Run(weighted.Grid, weighted.Basis.Moments, image);
        var own = VertexProjection.Run(weighted.Grid, weighted.Basis.Moments, insideOnly);
        for (int channel = 0; channel < sums.Length; channel++)
            for (int i = 0; i < sums[channel].Length; i++)
                sums[channel][i] = Outside * sums[channel][i] + (1 - Outside) * own[channel][i];
        return sums;
    }
}
