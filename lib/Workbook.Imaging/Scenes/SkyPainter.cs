namespace Workbook.Imaging.Scenes;

/// <summary>Sky: a gradient down to the horizon, clouds, and a low sun at sunset.</summary>
internal static class SkyPainter
{
    internal static void Paint(SceneCanvas canvas, SceneRandom random, ForestMood mood, float horizon)
    {
        var cover = random.Chance(0.3f) ? 1f : random.Between(-0.2f, 0.35f);
        var (edge, strength) = (random.Between(0.15f, 0.6f), random.Between(0.35f, 0.95f));
        var clouds = new Noise(random).Plane(canvas.Rows, canvas.Columns, random.Between(25, 60), random.Between(60, 130), 6, 0.6f);
        var sun = mood.Hour == ForestHour.Sunset ? random.Between(0.15f, 0.85f) * canvas.Columns : float.NaN;
        for (var r = 0; r < canvas.Rows; r++)
        {
            var down = Curve.Clamp(r / (horizon + 1));
            var clear = Tone.Mix(mood.SkyTop, mood.SkyLow, down * down * 0.6f + down * 0.4f);
            for (var c = 0; c < canvas.Columns; c++)
            {
                var at = r * canvas.Columns + c;
                var cloud = strength * Curve.Step(cover, cover + edge, clouds[at]);
                canvas.Tones[at] = Tone.Mix(clear, mood.Cloud * (0.88f + 0.3f * clouds[at]), cloud) + Sun(r - horizon * 0.8f, c - sun);
            }
        }
    }

    private static Tone Sun(float away, float aside)
    {
        if (float.IsNaN(aside))
            return default;
        var square = away * away + aside * aside;
        return new Tone(120, 80, 30) * (900 / (900 + square)) + new Tone(160, 150, 120) * Curve.Bump(square / 150);
    }
}
