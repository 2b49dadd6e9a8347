namespace Workbook.Imaging.Scenes;

/// <summary>Smooth value noise: random numbers on a lattice, smoothly interpolated, summed over octaves.</summary>
/// <remarks>Values lie within (-1, 1), mostly within (-0.5, 0.5).</remarks>
internal sealed class Noise
{
    private const int Side = 64; // the lattice repeats after this many cells
    private readonly float[] lattice = new float[Side * Side];

    internal Noise(SceneRandom random)
    {
        for (var i = 0; i < lattice.Length; i += 4)
        {
            var bits = random.Bits();
            for (var k = 0; k < 4; k++)
                lattice[i + k] = (int)((bits >> (16 * k) & 0xFFFF) - 0x8000) * (1f / 0x8000);
        }
    }

    /// <summary>One octave at a point given in cells.</summary>
    internal float At(float row, float column)
    {
        var (r, c) = (MathF.Floor(row), MathF.Floor(column));
        var (fr, fc) = (row - r, column - c);
        (fr, fc) = (fr * fr * (3 - 2 * fr), fc * fc * (3 - 2 * fc));
        var (top, left) = (((int)r & Side - 1) * Side, (int)c & Side - 1);
        var (bottom, right) = (((int)r + 1 & Side - 1) * Side, (int)c + 1 & Side - 1);
        var upper = lattice[top + left] + (lattice[top + right] - lattice[top + left]) * fc;
        var lower = lattice[bottom + left] + (lattice[bottom + right] - lattice[bottom + left]) * fc;
        return upper + (lower - upper) * fr;
    }

    /// <summary>Several octaves at a point: each has cells of half the size and <paramref name="gain"/> times the height of the one
    /// before.</summary>
    internal float At(float row, float column, int octaves, float gain)
    {
        var (sum, height, total) = (0f, 1f, 0f);
        for (var k = 0; k < octaves; k++)
        {
            sum += height * At(row, column);
            total += height;
            (height, row, column) = (height * gain, row * 2 + 17.3f, column * 2 + 5.7f);
        }
        return sum / total;
    }

    /// <summary>A plane of noise, one value a pixel.</summary>
    /// <param name="rows">Height in pixels.</param>
    /// <param name="columns">Width in pixels.</param>
    /// <param name="cellRows">Height of the first octave's cells in pixels.</param>
    /// <param name="cellColumns">Width of the first octave's cells in pixels.</param>
    /// <param name="octaves">How many octaves.</param>
    /// <param name="gain">Height of an octave over that of the one before.</param>
    internal float[] Plane(int rows, int columns, float cellRows, float cellColumns, int octaves, float gain)
    {
        var plane = new float[rows * columns];
        var total = 0f;
        for (var (k, height) = (0, 1f); k < octaves; k++, height *= gain)
            total += height;
        for (var (k, height) = (0, 1f / total); k < octaves; k++, height *= gain, cellRows /= 2, cellColumns /= 2)
            AddOctave(plane, columns, cellRows, cellColumns, k * 11.37f, height);
        return plane;
    }

    internal float[] Plane(int rows, int columns, float cell, int octaves, float gain) => Plane(rows, columns, cell, cell, octaves, gain);

    private void AddOctave(float[] plane, int columns, float cellRows, float cellColumns, float shift, float height)
    {
        var (lefts, shares) = (new int[columns], new float[columns]);
        for (var c = 0; c < columns; c++)
            (lefts[c], shares[c]) = Place(c / cellColumns + shift);
        var line = new float[Side + 1];
        for (var r = 0; r * columns < plane.Length; r++)
        {
            var (top, share) = Place(r / cellRows + shift);
            var upper = lattice.AsSpan(top * Side, Side);
            var lower = lattice.AsSpan((top + 1 & Side - 1) * Side, Side);
            for (var i = 0; i < Side; i++)
                line[i] = (upper[i] + (lower[i] - upper[i]) * share) * height;
            line[Side] = line[0];
            var target = plane.AsSpan(r * columns, columns);
            for (var c = 0; c < target.Length; c++)
                target[c] += line[lefts[c]] + (line[lefts[c] + 1] - line[lefts[c]]) * shares[c];
        }
    }

    private static (int Cell, float Share) Place(float at)
    {
        var cell = MathF.Floor(at);
        var share = at - cell;
        return ((int)cell & Side - 1, share * share * (3 - 2 * share));
    }
}
