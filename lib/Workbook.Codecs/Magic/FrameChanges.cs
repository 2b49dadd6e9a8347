using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>The colours of one frame against those that it would keep, alike in the encoder and the decoder.</summary>
/// <param name="knowledge">The knowledge.</param>
/// <param name="statistics">What colours that change are coded with.</param>
/// <param name="mesh">The frame's mesh.</param>
/// <param name="expected">Palette index that each triangle would keep.</param>
internal sealed class FrameChanges(MagicKnowledge knowledge, ColorStatistics statistics, Mesh mesh, int[] expected)
{
    internal const int Contexts = 5;
    private readonly ColorModel model = new(statistics, knowledge.Palette);
    private readonly NeighborColors neighbors = new(mesh, ColorCoder.Start(knowledge.Palette));
    private readonly int[] sides = TriangleNeighbors.Of(mesh);
    private readonly bool[] changed = new bool[mesh.Triangles.Length];

    /// <summary>Palette index that each triangle would keep.</summary>
    internal int[] Expected => expected;

    /// <summary>Whether earlier neighbours over a side changed: 0 none is known, 1 or 2 all kept, 3 or 4 at least one changed.</summary>
    internal int Context(int triangle)
    {
        var (known, moved) = (0, 0);
        foreach (var other in sides.AsSpan(3 * triangle, 3))
            if (other >= 0 && other < triangle)
                (known, moved) = (known + 1, moved + (changed[other] ? 1 : 0));
        return known == 0 ? 0 : Math.Min(known, 2) + (moved > 0 ? 2 : 0);
    }

    /// <summary>Intervals of the palette's colours for a triangle that does not keep its colour.</summary>
    internal ReadOnlySpan<int> Starts(int triangle) => model.Starts(neighbors.Guess(triangle));

    /// <summary>Tells a triangle's index. Triangles come in their order.</summary>
    internal void Add(int triangle, int index)
    {
        changed[triangle] = index != expected[triangle];
        neighbors.Add(triangle, knowledge.Palette.Colors[index]);
        if (changed[triangle])
            model.Update(index);
    }
}
