using Workbook.Codecs.Color;
using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>Codes the triangles' palette indices, each against its neighbours.</summary>
internal static class ColorCoder
{
    internal static void Encode(RangeEncoder encoder, ColorStatistics statistics, ColorDictionary palette, Mesh mesh, ReadOnlySpan<int> indices)
    {
        var (model, neighbors) = (new ColorModel(statistics, palette), new NeighborColors(mesh, Start(palette)));
        for (var t = 0; t < indices.Length; t++)
        {
            var starts = model.Starts(neighbors.Guess(t));
            encoder.Encode(starts[indices[t]], starts[indices[t] + 1] - starts[indices[t]]);
            model.Update(indices[t]);
            neighbors.Add(t, palette.Colors[indices[t]]);
        }
    }

    internal static Rgb[] Decode(ref RangeDecoder decoder, ColorStatistics statistics, ColorDictionary palette, Mesh mesh)
    {
        var (model, neighbors) = (new ColorModel(statistics, palette), new NeighborColors(mesh, Start(palette)));
        var colors = new Rgb[mesh.Triangles.Length];
        for (var t = 0; t < colors.Length; t++)
        {
            var index = decoder.Decode(model.Starts(neighbors.Guess(t)));
            model.Update(index);
            neighbors.Add(t, colors[t] = palette.Colors[index]);
        }
        return colors;
    }

    /// <summary>What the first colour is expected to be: the palette is ordered by luma, so its middle is a middle grey.</summary>
    internal static Rgb Start(ColorDictionary palette) => palette.Colors[palette.Colors.Length / 2];
}
