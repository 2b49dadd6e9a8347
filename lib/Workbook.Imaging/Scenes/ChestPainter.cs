namespace Workbook.Imaging.Scenes;

/// <summary>What an X-ray meets on its way through a chest: the sum of tissue, bone and missing air.</summary>
internal sealed class ChestPainter(Thorax thorax, SceneRandom random)
{
    private readonly Noise tissue = new(random);
    private readonly Noise vessels = new(random);
    private readonly Noise haze = new(random);
    private readonly float air = random.Between(0.54f, 0.74f);
    private readonly float bones = random.Between(0.6f, 1.25f);
    private readonly float ribs = random.Between(9.5f, 11.5f);
    private readonly float ribStart = random.Share();
    private readonly float drop = random.Between(0.2f, 0.34f);
    private readonly float collar = random.Between(-0.04f, 0.06f);
    private readonly float heartWidth = random.Between(0.32f, 0.5f);
    private readonly float heartAcross = random.Between(0.08f, 0.2f);
    private readonly float heartDown = random.Between(0.66f, 0.78f);
    private readonly float markings = random.Between(0.03f, 0.09f);
    private readonly float sick = random.Chance(0.45f) ? random.Between(0.3f, 0.9f) : 0;
    private readonly float gas = random.Chance(0.4f) ? random.Between(0.1f, 0.3f) : 0;

    /// <summary>The density at every pixel, 0 in free air to about 2 in the spine.</summary>
    internal float[] Paint()
    {
        var density = new float[thorax.Rows * thorax.Columns];
        for (var r = 0; r < thorax.Rows; r++)
            for (var c = 0; c < thorax.Columns; c++)
            {
                var (across, down) = thorax.Place(r, c);
                var body = Body(MathF.Abs(across), down);
                density[r * thorax.Columns + c] = body <= 0 ? 0 : Math.Max(0.02f, body * (Tissue(across, down) + Bones(across, down)));
            }
        return density;
    }

    // 0 beside the body, 1 where it is thick: a neck between sloping shoulders, flanks that widen upwards to the arms.
    private float Body(float outwards, float down)
    {
        var half = 1.06f + thorax.Fat + 0.5f * Curve.Step(0.5f, 0, down);
        var shoulder = -0.2f + 0.24f * Curve.Step(0.25f, 1.5f, outwards) - 3 * Curve.Step(0.42f, 0.26f, outwards);
        return (0.25f + 0.75f * Curve.Step(0, 0.45f, half - outwards)) * Curve.Step(0, 0.02f, half - outwards) * Curve.Step(shoulder - 0.03f, shoulder + 0.05f, down);
    }

    private float Tissue(float across, float down)
    {
        var (lung, outwards) = (thorax.Side(across), MathF.Abs(across));
        var depth = lung.Depth(across, down);
        var sum = 0.86f + 0.1f * tissue.At(across * 2 + 9, down * 3 + 9, 3, 0.5f) + 0.22f * Curve.Step(0, 0.05f, down - lung.Floor(outwards)) * Curve.Step(1.1f, 0.9f, outwards);
        sum -= Air(across, down, depth);
        sum += 0.34f * Round((across - heartAcross) / heartWidth, (down - heartDown) / 0.27f) * Curve.Step(0.1f, -0.05f, down - lung.Floor(outwards));
        sum += 0.2f * Round((across - 0.15f) / 0.12f, (down - 0.24f) / 0.085f) + 0.14f * Curve.Step(0.24f, 0.1f, outwards) * Curve.Step(-0.1f, 0.2f, down);
        sum -= 0.17f * Curve.Step(0.06f, 0.025f, outwards) * Curve.Step(0.3f, 0.2f, down);
        if (across > 0)
            sum -= gas * Round((across - 0.45f) / 0.24f, (down - lung.Floor(0.45f) - 0.08f) / 0.06f);
        return sum;
    }

    private float Air(float across, float down, float depth)
    {
        if (depth <= -0.02f)
            return 0;
        var (y, x) = (down * thorax.Tallness, across);
        var hilum = Curve.Bump((MathF.Abs(across) - 0.25f) / 0.75f) * Curve.Bump((down - 0.45f) / 0.6f);
        var lines = 1 - Curve.Step(0, 0.14f, MathF.Abs(vessels.At(y * 5 + 3, x * 5 + 30, 4, 0.55f)));
        var patch = sick == 0 ? 0 : sick * Curve.Step(-0.05f, 0.4f, haze.At(y * 1.6f + 40, x * 1.6f + 40, 4, 0.55f));
        var thick = 0.5f * Curve.Step(-0.02f, 0.02f, depth) + 0.35f * Curve.Step(0, 0.2f, depth) + 0.15f * Curve.Step(0.3f, 1, down);
        return air * thick * (1 - 0.75f * patch) - Curve.Step(0, 0.05f, depth) * (markings * lines * (0.25f + hilum) + 0.1f * hilum * hilum);
    }

    private float Bones(float across, float down)
    {
        var outwards = MathF.Abs(across);
        var spine = 0.3f * Curve.Step(0.1f, 0.075f, outwards) * (0.82f + 0.18f * Curve.Wave(down * 12)) * (0.6f + 0.4f * Curve.Step(0.2f, 1, down));
        var collarbone = 0.17f * Curve.Bump((down - 0.07f - collar + 0.13f * outwards - 0.06f * Curve.Bump((outwards - 0.7f) / 0.4f)) / 0.035f) * Curve.Step(0.1f, 0.16f, outwards) * Curve.Step(1.35f, 1.15f, outwards);
        var blade = 0.09f * Curve.Bump((outwards - 1.05f + 0.25f * down) / 0.22f) * Curve.Step(0, 0.1f, down) * Curve.Step(0.5f, 0.3f, down);
        return bones * (spine + collarbone + blade + Ribs(outwards, down + 0.02f * tissue.At(across * 3 + 50, down * 4 + 50, 2, 0.5f)));
    }

    // Ribs run from the spine outwards and down, then forward again inwards and down, where they end before the breastbone.
    private float Ribs(float outwards, float down)
    {
        var beyond = outwards - Thorax.Wall(down) - 0.04f;
        if (beyond > 0.02f || down < -0.02f)
            return 0;
        var back = Rib((down + 0.05f * outwards - drop * outwards * outwards) * ribs + ribStart) * Curve.Step(0.06f, 0.14f, outwards);
        var front = Rib((down - 0.42f * (1 - outwards) - 0.5f * drop) * ribs * 0.9f + ribStart) * Curve.Step(0.3f, 0.5f, outwards) * Curve.Step(0.12f, 0.25f, down);
        var rim = 1 + 0.8f * Curve.Step(-0.25f, -0.02f, beyond);
        return (0.1f * back + 0.045f * front) * rim * Curve.Step(0.02f, -0.02f, beyond) * Curve.Step(1.25f, 1, down);
    }

    // A band with brighter rims in each period.
    private static float Rib(float phase)
    {
        var away = MathF.Abs(phase - MathF.Floor(phase) - 0.5f) / 0.24f;
        return Curve.Step(1.1f, 0.85f, away) * (0.7f + 0.3f * Curve.Step(0.4f, 0.8f, away));
    }

    private static float Round(float x, float y) => Curve.Step(1.05f, 0.7f, MathF.Sqrt(x * x + y * y));
}
