namespace Workbook.Imaging.Scenes;

/// <summary>A polyp: a dome on the wall, lit by the lamp, of nearly the wall's colour, with a shadow behind it.</summary>
internal sealed class PolypPainter
{
    private readonly ColonPainter colon;
    private readonly Blob blob;
    private readonly float towardRow;
    private readonly float towardColumn;

    internal PolypPainter(SceneRandom random, ColonPainter colon)
    {
        this.colon = colon;
        var (rows, columns) = (colon.Rows, colon.Columns);
        var side = Math.Min(rows, columns);
        var radius = side * (random.Chance(0.3f) ? random.Between(0.07f, 0.12f) : random.Between(0.12f, 0.27f));
        // Of six places the best lit: a polyp deep in the lumen would not be seen.
        var (row, column, light) = (0f, 0f, -1f);
        for (var k = 0; k < 6; k++)
        {
            var (r, c) = (random.Between(0.14f, 0.86f) * rows, random.Between(0.14f, 0.86f) * columns);
            if (colon.Shade[(int)r * columns + (int)c] is var here && here > light + 0.15f)
                (row, column, light) = (r, c, here);
        }
        blob = new Blob(random, row, column, radius, random.Between(1, 1.7f), random.Between(0.05f, 0.35f), random.Between(0.01f, 0.1f));
        var (y, x) = (row - colon.LumenRow + side * random.Between(-0.4f, 0.4f), column - colon.LumenColumn + side * random.Between(-0.4f, 0.4f));
        var length = MathF.Sqrt(y * y + x * x) + 0.001f;
        (towardRow, towardColumn) = (y / length, x / length);
    }

    internal void Paint(SceneCanvas canvas, SceneRandom random)
    {
        var (skin, tint) = (new Noise(random), random.Between(-0.05f, 0.16f));
        var (gain, flat, shadow) = (random.Between(0.92f, 1.18f), random.Between(0.35f, 1), random.Between(0.15f, 0.5f));
        var (soft, bumps) = (random.Between(0.03f, 0.16f), random.Between(0.06f, 0.3f));
        var light = Curve.Mix(colon.Shade[(int)blob.Row * canvas.Columns + (int)blob.Column], 0.8f, 0.6f);
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var (at, depth) = (r * canvas.Columns + c, blob.Depth(r, c));
                if (depth < -0.8f)
                    continue;
                var (y, x) = ((r - blob.Row) / blob.Radius, (c - blob.Column) / blob.Radius);
                var facing = y * towardRow + x * towardColumn;
                canvas.Tones[at] *= 1 - shadow * Curve.Bump(Math.Min(0, depth) / 0.55f) * Curve.Step(-0.1f, 0.9f, -facing);
                var cover = Curve.Step(-soft, soft, depth);
                if (cover <= 0)
                    continue;
                var up = Curve.Clamp(depth * 1.6f);
                up = MathF.Sqrt(up * (2 - up)); // height of the dome
                var lit = light * gain * (1 - flat * 0.42f * (1 - up) + 0.22f * flat * facing * (1 - 0.5f * up));
                var texture = 1 + bumps * skin.At(y * 4 + 5, x * 4 + 5, 4, 0.6f);
                var dome = new Tone(colon.Tint.Red * (1 + 0.3f * tint), colon.Tint.Green * (1 - tint), colon.Tint.Blue * (1 - 0.6f * tint)) * (lit * texture);
                canvas.Tones[at] = Tone.Mix(canvas.Tones[at], dome, cover * 0.94f);
                colon.Shade[at] = Curve.Mix(colon.Shade[at], lit * (0.7f + 0.45f * Curve.Bump((depth - 0.5f) * 1.5f) * Curve.Step(-0.3f, 0.5f, facing)), cover);
                canvas.Mask[at] = depth > 0 ? (byte)255 : (byte)0;
            }
    }
}
