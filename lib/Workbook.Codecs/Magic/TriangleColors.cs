using Workbook.Codecs.Color;
using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>One colour for each triangle: measuring and painting.</summary>
internal static class TriangleColors
{
    /// <summary>Palette index of each triangle's mean colour.</summary>
    internal static int[] Measure(Mesh mesh, RgbImage image, ColorDictionary palette)
    {
        var means = Means(mesh, image);
        var indices = new int[means.Length];
        for (var t = 0; t < means.Length; t++)
            indices[t] = t > 0 && means[t] == means[t - 1] ? indices[t - 1] : palette.Nearest(means[t]);
        return indices;
    }

    /// <summary>Mean colour of each triangle: integer sums, divided once and rounded.</summary>
    /// <remarks>A triangle that owns no pixel takes the colour of the triangle before it, the first one black: any colour would do, and
    /// this one is cheap to code.</remarks>
    internal static Rgb[] Means(Mesh mesh, RgbImage image)
    {
        var sums = TriangleRaster.Sums(mesh, image);
        var means = new Rgb[mesh.Triangles.Length];
        for (var t = 0; t < means.Length; t++)
            means[t] = sums.Mean(t, ofNothing: t > 0 ? means[t - 1] : default);
        return means;
    }

    internal static RgbImage Paint(Mesh mesh, Rgb[] colors)
    {
        var image = new RgbImage(mesh.Rows, mesh.Columns);
        TriangleRaster.Fill(mesh, colors, image);
        return image;
    }
}
