namespace Workbook.Imaging.Scenes;

/// <summary>What lies around a heart: lungs with vessels, liver, fat, chest wall, spine, and air outside.</summary>
internal sealed class Torso
{
    private readonly VolumeNoise shape;
    private readonly VolumeNoise vessels;
    private readonly Point3 rightLung, leftLung;
    private readonly Point3[] spine;
    private readonly float chest, dome, fatBright, liverBright, softBright, cell;

    internal Torso(SceneRandom random)
    {
        (shape, vessels) = (new VolumeNoise(random), new VolumeNoise(random));
        (rightLung, leftLung) = (new Point3(-0.72f, -0.02f, -0.15f).Shaken(random, 0.04f), new Point3(0.8f, 0.05f, -0.1f).Shaken(random, 0.04f));
        var middle = new Point3(0.02f, 0.78f, 0).Shaken(random, 0.02f);
        spine = [middle - new Point3(0, 0, 2), middle + new Point3(0, 0, 2)];
        (chest, dome) = (random.Between(0.78f, 0.9f), random.Between(0.5f, 0.68f));
        (fatBright, liverBright, softBright) = (random.Between(0.7f, 1.05f), random.Between(0.26f, 0.48f), random.Between(0.2f, 0.36f));
        cell = random.Between(5, 8);
    }

    /// <summary>Brightness of a point beside the heart; blood is about 0.7.</summary>
    /// <param name="at">The point, in halves of the field of view.</param>
    /// <param name="heart">Depth of the heart there, below 0.</param>
    internal float At(Point3 at, float heart)
    {
        var bump = 0.12f * shape.At(at * 2.5f + new Point3(4, 4, 4), 3, 0.5f);
        var skin = MathF.Min(Solid.Ellipsoid(at, new(0, 0.12f, 0), new(1.2f, 1, 3)), at.Y + chest) + 0.3f * bump;
        if (skin < 0)
            return 0.015f;
        var grain = 1 + 0.35f * shape.At(at * 9 + new Point3(1, 2, 3), 2, 0.6f);
        if (skin < 0.07f)
            return fatBright * grain;
        var value = softBright * grain;
        var lung = MathF.Max(Solid.Ellipsoid(at, rightLung, new(0.5f, 0.62f, 0.85f)), Solid.Ellipsoid(at, leftLung, new(0.46f, 0.6f, 0.85f))) + bump;
        var below = at.Z - dome - 0.35f * at.X + bump;
        if (Curve.Step(-0.02f, 0.02f, lung) is var air and > 0)
            value = Curve.Mix(value, Lung(at), air);
        if (Curve.Step(-0.02f, 0.02f, below) is var share and > 0)
            value = Curve.Mix(value, Liver(at) * grain, share);
        value = Curve.Mix(value, softBright * 1.25f * grain, Curve.Step(-0.02f, 0.02f, Solid.Tube(at, spine, 0.16f)));
        value = Curve.Mix(value, 0.05f, Curve.Step(-0.02f, 0.02f, MathF.Min(skin - 0.09f, 0.125f - skin)) * 0.6f); // ribs and muscle's dark rim
        return heart < -0.07f ? value
            : Curve.Mix(value, fatBright * 0.85f * grain, 0.85f * Curve.Bump((heart + 0.02f) / 0.05f) * Curve.Step(-0.1f, 0.25f, shape.At(at * 3 + new Point3(9, 1, 5))));
    }

    private float Lung(Point3 at) => 0.06f + 0.6f * (1 - Curve.Step(0.02f, 0.11f, Apart(at * cell, new(7.5f, 3.5f, 9.5f))));

    private float Liver(Point3 at) => liverBright + 0.35f * (1 - Curve.Step(0.03f, 0.14f, Apart(at * (0.6f * cell), new(2.5f, 8.5f, 4.5f))));

    // 0 along the lines where two noises cross 0 together: a tree of vessels.
    private float Apart(Point3 at, Point3 shift) => MathF.Abs(vessels.At(at)) + MathF.Abs(vessels.At(at + shift));
}
