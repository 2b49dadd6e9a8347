namespace Workbook.Imaging.Scenes;

/// <summary>The wall of a colon, seen along it: folds like arcs around the lumen, vessels, wet highlights, the lens's corners.</summary>
internal sealed class ColonPainter
{
    private static readonly Tone[] Tints = [new(214, 142, 118), new(222, 156, 98), new(196, 126, 112), new(206, 160, 116), new(228, 160, 138)];

    private readonly SceneRandom random;
    private readonly SceneCanvas canvas;
    private readonly float side;

    internal ColonPainter(SceneRandom random, SceneCanvas canvas)
    {
        (this.random, this.canvas) = (random, canvas);
        side = Math.Min(canvas.Rows, canvas.Columns);
        Tint = Tone.Mix(Tints[random.Whole(0, Tints.Length - 1)], Tints[random.Whole(0, Tints.Length - 1)], random.Share()) * random.Between(0.72f, 1.05f);
        LumenRow = canvas.Rows * random.Between(-0.1f, 1.1f);
        LumenColumn = canvas.Columns * random.Between(-0.1f, 1.1f);
        Shade = new float[canvas.Mask.Length];
    }

    internal int Rows => canvas.Rows;

    internal int Columns => canvas.Columns;

    /// <summary>Colour of the lit wall.</summary>
    internal Tone Tint { get; }

    internal float LumenRow { get; }

    internal float LumenColumn { get; }

    /// <summary>Light that reaches each pixel of the wall, 0 to about 1.1.</summary>
    internal float[] Shade { get; }

    internal void Wall()
    {
        var (bend, skin, vessel) = (new Noise(random), new Noise(random), new Noise(random));
        var (rings, start, waves) = (random.Between(0.7f, 2.2f), random.Share(), random.Between(0.5f, 1.8f));
        var (fold, wide, hole) = (random.Between(0.15f, 0.5f), random.Between(0.35f, 0.8f), random.Between(0.05f, 0.3f));
        var (veins, cell) = (random.Chance(0.6f) ? random.Between(0.1f, 0.4f) : 0.05f, side * random.Between(0.12f, 0.25f));
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var (at, y, x) = (r * canvas.Columns + c, (r - LumenRow) / side, (c - LumenColumn) / side);
                var swerve = bend.At(y * 2.2f + 30, x * 2.2f + 30, 3, 0.5f);
                var away = MathF.Sqrt(y * y + x * x) * (1 + 0.5f * swerve);
                var phase = rings / (away + 0.14f) + waves * bend.At(y * 1.4f + 7, x * 1.4f + 7) + start;
                var near = Curve.Step(hole, hole + wide, away);
                Shade[at] = (0.06f + 0.94f * near) * (1 - fold * Fold(phase - MathF.Floor(phase)) * Curve.Step(0.02f, 0.2f, away))
                    * (1 - 0.12f * Curve.Step(0.75f, 1.5f, away));
                var lines = veins * (1 - Curve.Step(0, 0.09f, MathF.Abs(vessel.At(r / cell, c / cell, 3, 0.5f))))
                    * Curve.Step(-0.1f, 0.3f, bend.At(y * 3 + 50, x * 3 + 50));
                var patch = skin.At(r / (0.2f * side), c / (0.2f * side), 4, 0.6f);
                var grain = skin.At(r / MathF.Max(2, side * 0.012f), c / MathF.Max(2, side * 0.012f), 2, 0.6f);
                var light = Shade[at] * (1 + 0.16f * patch + 0.06f * grain);
                canvas.Tones[at] = new(Tint.Red * light * (1 - 0.15f * lines), Tint.Green * light * (1 - 0.7f * lines) * (0.72f + 0.28f * light) * (1 + 0.1f * patch),
                    Tint.Blue * light * (1 - 0.6f * lines) * (0.62f + 0.38f * light));
            }
    }

    // The near side of a fold is lit, its crest bright, and behind it lies shadow.
    private static float Fold(float phase) => phase < 0.72f
        ? 0.55f * (1 - phase / 0.72f) * (1 - phase / 0.72f) - 0.25f * Curve.Bump((phase - 0.62f) / 0.14f)
        : Curve.Step(0.72f, 0.86f, phase) * (1 - 0.45f * Curve.Step(0.86f, 1, phase));

    /// <summary>Highlights where the wet wall mirrors the lamp; they hide nothing in the mask.</summary>
    internal void Wet(SceneRandom drops)
    {
        var (shape, place) = (new Noise(drops), new Noise(drops));
        var (cell, stretch, level) = (MathF.Max(2, side * drops.Between(0.018f, 0.04f)), drops.Between(0.5f, 2.2f), drops.Between(0.25f, 0.5f));
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var at = r * canvas.Columns + c;
                var patch = Curve.Step(0.05f, 0.4f, place.At(r / (0.16f * side), c / (0.16f * side), 2, 0.5f)) * Curve.Step(0.35f, 0.75f, Shade[at]);
                var drop = Curve.Step(level, level + 0.16f, shape.At(r / cell, c / (cell * stretch), 2, 0.4f)) * patch;
                if (drop > 0.01f)
                    canvas.Tones[at] = Tone.Mix(canvas.Tones[at], new Tone(255, 250, 240), 0.92f * drop);
            }
    }

    /// <summary>A little too much light in the middle at times, darkness towards the rim, and black corners.</summary>
    internal void Lens(SceneRandom lens)
    {
        var (dark, cut) = (lens.Between(0, 0.35f), lens.Chance(0.4f) ? lens.Between(1.55f, 1.75f) : 9);
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var (y, x) = (MathF.Abs(2f * r / canvas.Rows - 1), MathF.Abs(2f * c / canvas.Columns - 1));
                canvas.Tones[r * canvas.Columns + c] *= 1 - dark * Curve.Step(0.5f, 2, y * y + x * x);
                canvas.Cover(r, c, new Tone(4, 3, 3), Curve.Step(cut - 0.01f, cut + 0.01f, y + x));
            }
    }
}
