using Workbook.Codecs.Color;

namespace Workbook.Codecs.Triangulation;

/// <summary>Chooses the table of colours, and for each vertex a colour of the table.</summary>
internal static class TableFit
{
    /// <summary>A table for vertices that may still have any colour: clusters of these, weighed by what a change of each costs.</summary>
    internal static Rgb[] Make(MeshFit fit, Tone[] tones, int size, ulong seed)
    {
        ColorCount[] colors = [.. fit.Places.Select((place, point) => (Color: Rounded(tones[place]), Weight: 1 + (long)fit.Best(point, tones).Weight))
            .GroupBy(vertex => vertex.Color, (color, same) => new ColorCount(color, same.Sum(vertex => vertex.Weight)))];
        return Sorted(new ColorClusters(colors, Math.Min(size, colors.Length), seed).Run(CancellationToken.None));
    }

    /// <summary>Gives each vertex the colour that costs least, vertex by vertex.</summary>
    /// <remarks>A term for the bits of each colour's rank gained nothing on cracks and fires.</remarks>
    /// <param name="sketch">Is changed.</param>
    /// <param name="fit">Its mesh.</param>
    /// <param name="tones">The colours at its vertices; are changed.</param>
    internal static void Choose(Sketch sketch, MeshFit fit, Tone[] tones)
    {
        for (var point = 0; point < fit.Places.Length; point++)
        {
            var place = fit.Places[point];
            sketch.Colors[place] = Nearest(sketch.Table, fit.Best(point, tones).Best);
            tones[place] = Tone.Of(sketch.Table[sketch.Colors[place]]);
        }
    }

    /// <summary>The index of the nearest colour.</summary>
    internal static int Nearest(Rgb[] table, Tone tone) => Enumerable.Range(0, table.Length).MinBy(i => Tone.Of(table[i]).Distance(tone));

    /// <summary>Moves the table's colours to where their vertices want them.</summary>
    /// <returns>The sketch with another table, its colours' indices renumbered; the same where two colours would become one, or nothing is gained.</returns>
    internal static Sketch Improve(Sketch sketch, MeshFit fit, Tone[] tones)
    {
        var sums = new (double Weight, Tone Wish)[sketch.Table.Length];
        for (var point = 0; point < fit.Places.Length; point++)
        {
            var (color, (weight, best)) = (sketch.Colors[fit.Places[point]], fit.Best(point, tones));
            sums[color] = (sums[color].Weight + weight, sums[color].Wish + weight * (best - tones[fit.Places[point]]));
        }
        // Vertices of one colour move together: they overlap as much as each with itself, so half of the way is safe.
        var moved = sketch.Table.Select((color, i) => sums[i].Weight > 0 ? Tone.Of(color) + 0.5 / sums[i].Weight * sums[i].Wish : Tone.Of(color)).ToArray();
        var table = Sorted(moved.Select(Rounded));
        var numbers = Array.ConvertAll(moved, tone => Array.IndexOf(table, Coarse(Rounded(tone))));
        var improved = sketch with { Table = table, Colors = Array.ConvertAll(sketch.Colors, color => color == Sketch.Empty ? color : numbers[color]) };
        var next = (Tone[])tones.Clone();
        foreach (var place in fit.Places)
            next[place] = Tone.Of(table[improved.Colors[place]]);
        if (table.Length < sketch.Table.Length || fit.Error(next) >= fit.Error(tones))
            return sketch;
        next.CopyTo(tones, 0);
        return improved;
    }

    private static Rgb[] Sorted(IEnumerable<Rgb> colors) => [.. colors.Select(Coarse).Distinct().OrderBy(c => c.Green).ThenBy(c => c.Red).ThenBy(c => c.Blue)];

    private static Rgb Coarse(Rgb color) => new(SketchCoder.Level(SketchCoder.Coarse(color.Red)), SketchCoder.Level(SketchCoder.Coarse(color.Green)), SketchCoder.Level(SketchCoder.Coarse(color.Blue)));

    private static Rgb Rounded(Tone tone) => new((byte)Math.Round(tone.Clamped().Red), (byte)Math.Round(tone.Clamped().Green), (byte)Math.Round(tone.Clamped().Blue));
}
