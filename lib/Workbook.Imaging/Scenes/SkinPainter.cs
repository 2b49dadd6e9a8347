namespace Workbook.Imaging.Scenes;

/// <summary>Bare skin, and the light of the dermatoscope on it.</summary>
internal static class SkinPainter
{
    private static readonly Tone[] Tints =
        [new(232, 198, 182), new(226, 172, 162), new(212, 164, 138), new(196, 152, 136), new(236, 210, 190), new(178, 188, 212), new(166, 122, 100)];

    internal static void Paint(SceneCanvas canvas, SceneRandom random)
    {
        var side = Math.Min(canvas.Rows, canvas.Columns);
        var tint = Tone.Mix(Tints[random.Whole(0, Tints.Length - 1)], Tints[random.Whole(0, 3)], random.Share());
        var noise = new Noise(random);
        var clouds = noise.Plane(canvas.Rows, canvas.Columns, side * 0.55f, 3, 0.6f);
        var red = new Noise(random).Plane(canvas.Rows, canvas.Columns, side * random.Between(0.12f, 0.35f), 4, 0.6f);
        var pores = noise.Plane(canvas.Rows, canvas.Columns, MathF.Max(2.2f, side * 0.03f), 3, 0.75f);
        var (uneven, flush, grain) = (random.Between(0.04f, 0.16f), random.Between(0.02f, 0.2f), random.Between(0.03f, 0.12f));
        for (var i = 0; i < canvas.Tones.Length; i++)
        {
            var light = 1 + uneven * clouds[i] + grain * pores[i];
            var blush = flush * Curve.Step(-0.1f, 0.6f, red[i]);
            canvas.Tones[i] = new Tone(tint.Red * light * (1 - 0.15f * blush), tint.Green * light * (1 - blush), tint.Blue * light * (1 - 0.85f * blush));
        }
    }

    /// <summary>A slope of light over the whole picture, and corners that the round lens leaves dark.</summary>
    internal static void Light(SceneCanvas canvas, SceneRandom random)
    {
        var (slopeRow, slopeColumn) = (random.Between(-0.16f, 0.16f), random.Between(-0.16f, 0.16f));
        var (dark, start) = random.Share() switch
        {
            < 0.45f => (0f, 1f),
            < 0.85f => (random.Between(0.1f, 0.45f), random.Between(0.55f, 0.9f)),
            _ => (random.Between(0.7f, 0.97f), random.Between(0.88f, 1.02f)),
        };
        var soft = dark > 0.6f ? 0.12f : 0.5f;
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var (y, x) = (2f * r / canvas.Rows - 1, 2f * c / canvas.Columns - 1);
                var away = MathF.Sqrt(y * y + x * x);
                canvas.Tones[r * canvas.Columns + c] *= (1 + slopeRow * y + slopeColumn * x) * (1 - dark * Curve.Step(start, start + soft, away));
            }
    }
}
