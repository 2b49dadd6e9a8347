namespace Workbook.Imaging.Scenes;

/// <summary>One patient's heart: chambers, walls and great vessels as bodies in space.</summary>
/// <remarks>Own axes: Z runs from the base (below 0) to the apex, X from the right to the left ventricle. Lengths are in halves of the field
/// of view.</remarks>
internal sealed class HeartModel
{
    private readonly VolumeNoise uneven;
    private readonly Point3 seat;
    private readonly Point3[] turn; // rows of the rotation into the heart's own axes
    private readonly float size;
    private readonly Point3 left, leftHalf, right, rightHalf, leftAtrium, leftAtriumHalf, rightAtrium, rightAtriumHalf;
    private readonly Point3[] aorta, artery, upperVein, lowerVein;
    private readonly Point3[][] muscles;
    private readonly float wall, rightWall, valves, rough;

    internal HeartModel(SceneRandom random)
    {
        seat = new Point3(0.04f, -0.05f, 0.02f).Shaken(random, 0.045f);
        size = random.Between(1.1f, 1.4f);
        turn = Rotation(random);
        uneven = new VolumeNoise(random);
        (wall, rightWall, rough) = (random.Between(0.07f, 0.125f), random.Between(0.028f, 0.05f), random.Between(0.02f, 0.06f));
        var (wide, length) = (random.Between(0.15f, 0.22f), random.Between(0.3f, 0.38f));
        (left, leftHalf) = (new Point3(0.14f, 0, 0).Shaken(random, 0.01f), new(wide, wide * random.Between(0.9f, 1.08f), length));
        right = new Point3(-0.17f, -0.03f, -0.03f).Shaken(random, 0.02f);
        rightHalf = new(random.Between(0.18f, 0.25f), random.Between(0.2f, 0.27f), length * random.Between(0.8f, 0.95f));
        leftAtrium = new Point3(0.13f, 0.12f, -0.4f).Shaken(random, 0.015f);
        leftAtriumHalf = new(random.Between(0.17f, 0.22f), random.Between(0.14f, 0.19f), random.Between(0.14f, 0.18f));
        rightAtrium = new Point3(-0.22f, 0.1f, -0.38f).Shaken(random, 0.015f);
        rightAtriumHalf = new(random.Between(0.16f, 0.21f), random.Between(0.16f, 0.21f), random.Between(0.16f, 0.21f));
        valves = left.Z - leftHalf.Z * random.Between(0.5f, 0.68f);
        aorta = [new(0.07f, -0.06f, -0.16f), new Point3(-0.02f, -0.12f, -0.45f).Shaken(random, 0.02f), new Point3(0.0f, -0.06f, -0.72f).Shaken(random, 0.02f),
            new Point3(0.14f, 0.16f, -0.76f).Shaken(random, 0.02f), new(0.26f, 0.36f, -0.5f), new(0.3f, 0.42f, 0.2f), new(0.3f, 0.42f, 0.9f)];
        artery = [new(-0.12f, -0.2f, -0.2f), new Point3(0.03f, -0.26f, -0.44f).Shaken(random, 0.02f),
            new Point3(0.12f, -0.1f, -0.58f).Shaken(random, 0.02f), new(0.36f, 0.1f, -0.56f)];
        upperVein = [new(-0.24f, 0.04f, -0.4f), new Point3(-0.24f, -0.02f, -0.95f).Shaken(random, 0.02f)];
        lowerVein = [new(-0.24f, 0.12f, -0.3f), new Point3(-0.3f, 0.2f, 0).Shaken(random, 0.02f), new(-0.32f, 0.24f, 0.9f)];
        muscles = [.. Enumerable.Range(0, 2).Select(k => Muscle(random, k))];
    }

    /// <summary>Depths at a point: of blood, of the ventricles' walls, and of the papillary muscles.</summary>
    internal (float Blood, float Wall, float Muscle) At(Point3 world)
    {
        var way = (world - seat) * (1 / size);
        var at = new Point3(way.Dot(turn[0]), way.Dot(turn[1]), way.Dot(turn[2]));
        if (Around(at) < -0.15f)
            return (-1, -1, -1);
        var bump = rough * uneven.At(at * 4.5f + new Point3(8, 8, 8), 3, 0.55f);
        var inLeft = Solid.Ellipsoid(at, left, leftHalf) + bump;
        var outLeft = MathF.Min(inLeft + wall + 0.4f * bump, at.Z - valves);
        var inRight = MathF.Min(Solid.Ellipsoid(at, right, rightHalf) + bump, -(inLeft + wall));
        var outRight = MathF.Min(inRight + rightWall, at.Z - valves - 0.04f);
        var rooms = MathF.Max(Solid.Ellipsoid(at, leftAtrium, leftAtriumHalf), Solid.Ellipsoid(at, rightAtrium, rightAtriumHalf)) + bump;
        var tubes = Vessels(at, 0.085f, 0.075f, 0.06f, 0.07f) + 0.4f * bump;
        var cavities = MathF.Max(inLeft, inRight);
        var inWall = MathF.Max(outLeft, outRight);
        // A vessel ends at a wall; only the aorta's and the artery's roots pass it, above the base.
        var blood = MathF.Max(cavities, MathF.Max(rooms, at.Z > valves + 0.03f ? MathF.Min(tubes, -inWall) : tubes));
        var muscle = MathF.Max(Solid.Tube(at, muscles[0], 0.035f), Solid.Tube(at, muscles[1], 0.03f)) + 0.5f * bump;
        return (blood * size, inWall * size, MathF.Min(muscle, inLeft) * size);
    }

    // Depth of a simple hull, so that most of the torso needs no closer look.
    private float Around(Point3 at) =>
        MathF.Max(Solid.Ellipsoid(at, new(0, 0, -0.12f), new(0.58f, 0.5f, 0.72f)), Vessels(at, 0.1f, 0.1f, 0.1f, 0.1f));

    private float Vessels(Point3 at, float aortic, float pulmonary, float upper, float lower) =>
        MathF.Max(MathF.Max(Solid.Tube(at, aorta, aortic), Solid.Tube(at, artery, pulmonary)),
            MathF.Max(Solid.Tube(at, upperVein, upper), Solid.Tube(at, lowerVein, lower)));

    private Point3[] Muscle(SceneRandom random, int side)
    {
        var across = side == 0 ? new Point3(0.5f, 0.6f, 0) : new Point3(0.45f, -0.62f, 0);
        var from = left + new Point3(across.X * leftHalf.X, across.Y * leftHalf.Y, leftHalf.Z * 0.45f);
        return [from, (left + new Point3(across.X * leftHalf.X * 0.7f, across.Y * leftHalf.Y * 0.7f, -0.02f)).Shaken(random, 0.01f)];
    }

    // A unit quaternion near the usual pose: the long axis points down, forward and to the left.
    private static Point3[] Rotation(SceneRandom random)
    {
        var (w, x, y, z) = (1f, -0.3f + 0.1f * random.Bell(), 0.3f + 0.1f * random.Bell(), 0.2f + 0.12f * random.Bell());
        var length = MathF.Sqrt(w * w + x * x + y * y + z * z);
        (w, x, y, z) = (w / length, x / length, y / length, z / length);
        return [new(1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
            new(2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
            new(2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y))];
    }
}
