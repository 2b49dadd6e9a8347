namespace Workbook.Imaging.Scenes;

/// <summary>Planes of noise that the painters of one scene share.</summary>
internal sealed class ForestTexture
{
    internal ForestTexture(SceneRandom random, int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        Shape = new Noise(random);
        Leaves = new Noise(random).Plane(rows, columns, 5.5f, 5f, 3, 0.85f);
        Grain = new Noise(random).Plane(rows, columns, 1.9f, 1.7f, 1, 1);
        Clumps = new Noise(random).Plane(rows, columns, 16, 24, 3, 0.7f);
    }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>A lattice for shapes: ridge lines, edges, wear.</summary>
    internal Noise Shape { get; }

    internal float[] Leaves { get; }

    internal float[] Grain { get; }

    internal float[] Clumps { get; }

    /// <summary>Light on foliage at a pixel, about 0 to 1; <paramref name="shift"/> gives every plant another piece of the noise.</summary>
    internal float Foliage(int row, int column, int shift)
    {
        var at = (row + shift * 7) % Rows * Columns + (column + shift * 31) % Columns;
        return 0.42f + 0.8f * Leaves[at] + 0.66f * Grain[at] + 0.35f * Clumps[at];
    }
}
