namespace Workbook.Imaging.Scenes;

/// <summary>Smoke that rises from the fire and spreads with the wind, and the light that the fire throws on it and on the land.</summary>
internal sealed class SmokePainter
{
    private const int Cell = 5; // pixels along a side of a cell of the coarse grids
    private readonly Noise noise;
    private readonly float wind; // columns a row upward
    private readonly float thick;
    private readonly float glow;
    private readonly float cell;
    private readonly Tone color;
    private float[]? light; // of the first moment: the land keeps its light while flames flicker

    internal SmokePainter(SceneRandom random, ForestMood mood)
    {
        noise = new Noise(random);
        wind = random.Between(-0.8f, 0.8f);
        thick = random.Between(0.35f, 1);
        cell = random.Between(28, 60);
        var dark = mood.Hour is ForestHour.Night or ForestHour.Smoky;
        glow = dark ? random.Between(1.2f, 2.8f) : random.Between(0.2f, 0.5f);
        color = Tone.Mix(mood.Haze, random.Chance(0.5f) ? new Tone(196, 192, 190) : new Tone(88, 82, 80), dark ? 0.12f : 0.65f);
    }

    internal void Paint(SceneCanvas canvas, float[] heat, float time)
    {
        var (rows, columns) = ((canvas.Rows + Cell - 1) / Cell + 1, (canvas.Columns + Cell - 1) / Cell + 1);
        var source = Coarse(canvas, heat, rows, columns);
        var smoke = Rise(source, rows, columns);
        light ??= Spread(source, rows, columns);
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
                Pixel(canvas, r, c, MathF.Max(0, Sample(smoke, columns, r, c) - 0.04f), Sample(light, columns, r, c), time);
    }

    private void Pixel(SceneCanvas canvas, int r, int c, float smoke, float light, float time)
    {
        var at = r * canvas.Columns + c;
        light = MathF.Max(0, light - 0.003f);
        var warm = new Tone(255, 92, 20) * (light * glow * 1.6f);
        var tone = canvas.Tones[at] * (1 + 0.8f * light * glow) + warm * 0.35f;
        if (smoke > 0.01f)
        {
            var puff = noise.At((r + 1.6f * time) / (cell * 0.8f), (c - wind * time + wind * r) / cell, 5, 0.58f);
            var cover = thick * Curve.Step(0.02f, 0.75f, smoke + 1.1f * puff * Curve.Step(0.01f, 0.2f, smoke) - 0.06f);
            tone = Tone.Mix(tone, color * (0.86f + 0.55f * puff) + warm * (1.1f + 1.2f * puff), cover);
        }
        canvas.Tones[at] = tone;
    }

    private static float[] Coarse(SceneCanvas canvas, float[] heat, int rows, int columns)
    {
        var source = new float[rows * columns];
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
                source[r / Cell * columns + c / Cell] += Curve.Clamp(heat[r * canvas.Columns + c]) * (1f / (Cell * Cell));
        return source;
    }

    /// <summary>Smoke per cell: what burns here plus what comes from the row below, moved by the wind, spread and thinned.</summary>
    private float[] Rise(float[] source, int rows, int columns)
    {
        var smoke = new float[source.Length];
        for (var r = rows - 2; r >= 0; r--)
            for (var c = 0; c < columns; c++)
            {
                var from = Math.Clamp(c - wind, 0, columns - 1.001f);
                var (left, share) = ((int)from, from - (int)from);
                float Below(int column) => smoke[(r + 1) * columns + Math.Clamp(column, 0, columns - 1)];
                var here = Curve.Mix(Below(left), Below(left + 1), share);
                var aside = (Below(left - 1) + Below(left + 2)) / 2;
                smoke[r * columns + c] = MathF.Min(1.2f, 0.975f * Curve.Mix(here, aside, 0.4f) + 0.5f * source[r * columns + c]);
            }
        return smoke;
    }

    /// <summary>Light per cell: the fire's heat, spread widely in all directions.</summary>
    private static float[] Spread(float[] source, int rows, int columns)
    {
        var light = (float[])source.Clone();
        for (var pass = 0; pass < 3; pass++)
            light = Blur(Blur(light, rows, columns, columns, 1, 7), columns, rows, 1, columns, 7);
        return light;
    }

    /// <summary>Running mean of 2 reach + 1 cells along one direction, zeros beyond the border.</summary>
    private static float[] Blur(float[] from, int lines, int length, int lineStep, int step, int reach)
    {
        var to = new float[from.Length];
        for (var line = 0; line < lines; line++)
            for (var i = 0; i < length; i++)
            {
                var sum = 0f;
                for (var k = Math.Max(0, i - reach); k <= Math.Min(length - 1, i + reach); k++)
                    sum += from[line * lineStep + k * step];
                to[line * lineStep + i * step] = sum / (2 * reach + 1);
            }
        return to;
    }

    private static float Sample(float[] grid, int columns, int row, int column)
    {
        var (y, x) = (MathF.Max(0, (row - Cell / 2f) / Cell), MathF.Max(0, (column - Cell / 2f) / Cell));
        var (top, left) = ((int)y, (int)x);
        var (fy, fx) = (y - top, x - left);
        var at = top * columns + left;
        return Curve.Mix(Curve.Mix(grid[at], grid[at + 1], fx), Curve.Mix(grid[at + columns], grid[at + columns + 1], fx), fy);
    }
}
