using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>A colour that is expected, and a context that says how sure that is.</summary>
internal readonly record struct ColorGuess(int Red, int Green, int Blue, int Context);

/// <summary>Expects a triangle's colour from the colours of earlier triangles that touch it.</summary>
/// <remarks>Neighbours over a side weigh nine times as much as those that share a corner alone. Whole numbers, exact everywhere.</remarks>
internal sealed class NeighborColors
{
    /// <summary>Contexts: nothing known, or one or more neighbours over a side by how far the known colours differ.</summary>
    internal const int Contexts = 1 + 3 * Spreads;

    private const int Spreads = 6;
    private const int SideWeight = 8;
    private readonly Triangle[] triangles;
    private readonly int[] neighbors;
    private readonly Sum[] corners;
    private readonly Rgb[] colors;
    private readonly Rgb start;

    /// <summary>Makes a picture without colours.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="start">What the first colour is expected to be.</param>
    internal NeighborColors(Mesh mesh, Rgb start)
    {
        (triangles, neighbors, this.start) = (mesh.Triangles, TriangleNeighbors.Of(mesh), start);
        (corners, colors) = (new Sum[mesh.Points.Length], new Rgb[mesh.Triangles.Length]);
    }

    /// <summary>Tells the colour of a triangle. Triangles come in their order.</summary>
    internal void Add(int triangle, Rgb color)
    {
        colors[triangle] = color;
        var (a, b, c) = triangles[triangle];
        corners[a].Add(color, 1);
        corners[b].Add(color, 1);
        corners[c].Add(color, 1);
    }

    /// <summary>What the next triangle's colour is expected to be.</summary>
    internal ColorGuess Guess(int triangle)
    {
        var (sides, least, most) = (0, 255, 0);
        var near = default(Sum);
        for (var k = 3 * triangle; k < 3 * triangle + 3; k++)
            if (neighbors[k] >= 0 && neighbors[k] < triangle)
            {
                var color = colors[neighbors[k]];
                near.Add(color, SideWeight);
                (sides, least, most) = (sides + 1, Math.Min(least, color.Green), Math.Max(most, color.Green));
            }
        var (a, b, c) = triangles[triangle];
        var all = near + corners[a] + corners[b] + corners[c];
        if (all.Count == 0)
            return new ColorGuess(start.Red, start.Green, start.Blue, 0);
        var guess = all.Mean();
        var spread = sides == 0 ? Spread(corners[a], corners[b], corners[c]) : Math.Max(most, guess.Green) - Math.Min(least, guess.Green);
        return guess with { Context = 1 + Math.Min(sides, 2) * Spreads + Level(spread) };
    }

    private static int Spread(Sum a, Sum b, Sum c)
    {
        var (least, most) = (255, 0);
        foreach (var sum in (ReadOnlySpan<Sum>)[a, b, c])
            if (sum.Count > 0)
                (least, most) = (Math.Min(least, sum.Mean().Green), Math.Max(most, sum.Mean().Green));
        return most - least;
    }

    private static int Level(int spread) => spread switch { <= 1 => 0, <= 3 => 1, <= 7 => 2, <= 15 => 3, <= 31 => 4, _ => 5 };

    private struct Sum
    {
        private int red, green, blue;

        internal int Count { get; private set; }

        internal void Add(Rgb color, int weight)
        {
            red += weight * color.Red;
            green += weight * color.Green;
            blue += weight * color.Blue;
            Count += weight;
        }

        internal readonly ColorGuess Mean() => new((red + Count / 2) / Count, (green + Count / 2) / Count, (blue + Count / 2) / Count, 0);

        public static Sum operator +(Sum x, Sum y) =>
            new() { red = x.red + y.red, green = x.green + y.green, blue = x.blue + y.blue, Count = x.Count + y.Count };
    }
}
