namespace Workbook.Imaging.Scenes;

/// <summary>Smooth value noise in 3D: random numbers on a lattice, smoothly interpolated, summed over octaves.</summary>
/// <remarks>Values lie within (-1, 1), mostly within (-0.5, 0.5).</remarks>
internal sealed class VolumeNoise
{
    private const int Side = 16; // the lattice repeats after this many cells
    private readonly float[] lattice = new float[Side * Side * Side];

    internal VolumeNoise(SceneRandom random)
    {
        for (var i = 0; i < lattice.Length; i++)
            lattice[i] = random.Between(-1, 1);
    }

    /// <summary>One octave at a point given in cells.</summary>
    internal float At(Point3 at)
    {
        var ((x0, x1, fx), (y0, y1, fy), (z0, z1, fz)) = (Place(at.X), Place(at.Y), Place(at.Z));
        return Curve.Mix(Plane(z0, y0, y1, fy, x0, x1, fx), Plane(z1, y0, y1, fy, x0, x1, fx), fz);
    }

    /// <summary>Several octaves: each has cells of half the size and <paramref name="gain"/> times the height of the one before.</summary>
    internal float At(Point3 at, int octaves, float gain)
    {
        var (sum, height, total) = (0f, 1f, 0f);
        for (var k = 0; k < octaves; k++)
        {
            sum += height * At(at);
            total += height;
            (height, at) = (height * gain, at * 2 + new Point3(3.3f, 5.7f, 1.9f));
        }
        return sum / total;
    }

    private float Plane(int z, int y0, int y1, float fy, int x0, int x1, float fx)
    {
        var (upper, lower) = ((z * Side + y0) * Side, (z * Side + y1) * Side);
        return Curve.Mix(Curve.Mix(lattice[upper + x0], lattice[upper + x1], fx), Curve.Mix(lattice[lower + x0], lattice[lower + x1], fx), fy);
    }

    private static (int Low, int High, float Share) Place(float at)
    {
        var cell = MathF.Floor(at);
        var share = at - cell;
        return ((int)cell & Side - 1, (int)cell + 1 & Side - 1, share * share * (3 - 2 * share));
    }
}
