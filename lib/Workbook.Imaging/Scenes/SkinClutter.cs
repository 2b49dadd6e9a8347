namespace Workbook.Imaging.Scenes;

/// <summary>What lies on skin and is no lesion: freckles, hairs, a ruler, coloured patches, ink, glare of the gel.</summary>
internal sealed class SkinClutter(SceneCanvas canvas, SceneRandom random)
{
    private readonly float unit = Math.Min(canvas.Rows, canvas.Columns) / 128f;

    internal void Draw()
    {
        for (var n = random.Chance(0.25f) ? random.Whole(2, 14) : 0; n > 0; n--)
            Freckle();
        if (random.Chance(0.12f))
            Ink();
        if (random.Chance(0.14f))
            Ruler();
        if (random.Chance(0.1f))
            Patch();
        Hairs(random.Share() switch { < 0.4f => 0, < 0.75f => random.Whole(1, 7), _ => random.Whole(8, 30) });
        for (var n = random.Chance(0.2f) ? random.Whole(2, 12) : 0; n > 0; n--)
            Glare();
    }

    private void Freckle()
    {
        var (row, column, radius) = (random.Between(0, canvas.Rows), random.Between(0, canvas.Columns), unit * random.Between(1, 3.2f));
        var depth = random.Between(0.12f, 0.4f);
        Near(row, column, radius * 1.6f, (at, away) =>
        {
            var share = canvas.Mask[at] != 0 ? 0 : depth * (1 - Curve.Step(0.5f, 1.5f, away / radius));
            canvas.Tones[at] = new(canvas.Tones[at].Red * (1 - 0.6f * share), canvas.Tones[at].Green * (1 - share), canvas.Tones[at].Blue * (1 - share));
        });
    }

    private void Hairs(int count)
    {
        var dark = random.Chance(0.85f);
        var tone = dark ? new Tone(random.Between(25, 80), random.Between(20, 55), random.Between(18, 45)) : new Tone(225, 205, 180);
        var (row, column, lean) = (random.Between(-1, 1), random.Between(-1, 1), random.Between(0.2f, 1.2f));
        for (; count > 0; count--)
            Hair(tone, row + lean * random.Bell() * 0.6f, column + lean * random.Bell() * 0.6f);
    }

    // A walk of half pixels whose direction turns evenly.
    private void Hair(Tone tone, float dr, float dc)
    {
        var (row, column) = (random.Between(-0.1f, 1.1f) * canvas.Rows, random.Between(-0.1f, 1.1f) * canvas.Columns);
        var (turn, half, cover) = (random.Bell() * 0.008f / unit, MathF.Max(0.45f, unit * random.Between(0.35f, 0.85f)), random.Between(0.5f, 0.95f));
        var steps = (int)(unit * random.Between(60, 330));
        for (var k = 0; k < steps; k++)
        {
            var length = MathF.Sqrt(dr * dr + dc * dc) + 1e-6f;
            (dr, dc) = (dr / length, dc / length);
            Stamp(row, column, half * (1 - 0.6f * k / steps), tone, cover);
            (row, column) = (row + 0.5f * dr, column + 0.5f * dc);
            (dr, dc) = (dr + turn * dc, dc - turn * dr);
        }
    }

    // Two stamps a pixel: each covers so much that two together give the hair's own cover.
    private void Stamp(float row, float column, float half, Tone tone, float cover) => Near(row, column, half + 0.6f, (at, away) =>
        canvas.Tones[at] = Tone.Mix(canvas.Tones[at], tone, 0.7f * cover * (1 - Curve.Step(half - 0.4f, half + 0.6f, away))));

    private void Ruler()
    {
        var (level, dark, gap) = (random.Between(0.86f, 0.96f) * canvas.Rows, random.Between(0.35f, 0.8f), unit * random.Between(4, 9));
        var (from, to, slope) = (random.Between(0.05f, 0.3f) * canvas.Columns, random.Between(0.65f, 0.95f) * canvas.Columns, random.Between(-0.04f, 0.04f));
        for (var c = (int)from; c < (int)to; c++)
        {
            var line = level + slope * (c - from);
            var onTick = (c - from) / gap is var ticks && (ticks - MathF.Floor(ticks)) * gap < 1;
            var top = line - (onTick ? ((int)ticks % 5 == 0 ? 7 : 4) * unit : 0);
            for (var r = Math.Max(0, (int)top); r <= Math.Min(canvas.Rows - 1, (int)line); r++)
                canvas.Tones[r * canvas.Columns + c] = Tone.Mix(canvas.Tones[r * canvas.Columns + c], new Tone(40, 36, 40), dark);
        }
    }

    /// <summary>A sticker at the border, as one image series of ISIC has them.</summary>
    private void Patch()
    {
        var tone = random.Whole(0, 3) switch { 0 => new Tone(80, 190, 190), 1 => new Tone(245, 140, 30), 2 => new Tone(50, 70, 150), _ => new Tone(190, 60, 70) };
        var (row, column) = (random.Between(0.1f, 0.9f) * canvas.Rows, random.Chance(0.5f) ? -0.03f * canvas.Columns : 1.03f * canvas.Columns);
        var radius = unit * random.Between(16, 32);
        Near(row, column, radius + 1, (at, away) => canvas.Cover(at / canvas.Columns, at % canvas.Columns,
            tone * (1 - 0.12f * away / radius), 1 - Curve.Step(radius - 0.7f, radius + 0.7f, away)));
    }

    private void Ink()
    {
        var tone = random.Chance(0.6f) ? new Tone(90, 60, 130) : new Tone(50, 60, 110);
        var (side, wear) = (Math.Min(canvas.Rows, canvas.Columns), new Noise(random));
        var (row, column, radius) = (canvas.Rows * random.Between(0.45f, 0.55f), canvas.Columns * random.Between(0.45f, 0.55f), side * random.Between(0.42f, 0.55f));
        var (half, part) = (unit * random.Between(0.8f, 2), random.Between(-0.3f, 0.2f));
        Near(row, column, radius + 3 * half, (at, away) =>
        {
            var (r, c) = (at / canvas.Columns, at % canvas.Columns);
            var worn = Curve.Step(part, part + 0.3f, wear.At(r / (20 * unit), c / (20 * unit), 2, 0.6f));
            if (canvas.Mask[at] == 0)
                canvas.Tones[at] = Tone.Mix(canvas.Tones[at], tone, 0.55f * worn * (1 - Curve.Step(half, half + 1.5f, MathF.Abs(away - radius))));
        });
    }

    private void Glare()
    {
        var (row, column, radius) = (random.Between(0, canvas.Rows), random.Between(0, canvas.Columns), unit * random.Between(0.6f, 2.4f));
        var cover = random.Between(0.3f, 0.9f);
        Near(row, column, radius * 1.5f, (at, away) =>
            canvas.Tones[at] = Tone.Mix(canvas.Tones[at], new Tone(250, 248, 246), cover * (1 - Curve.Step(0.4f, 1.4f, away / radius))));
    }

    /// <summary>Visits pixels within a distance of a point.</summary>
    private void Near(float row, float column, float reach, Action<int, float> visit)
    {
        for (var r = Math.Max(0, (int)MathF.Floor(row - reach)); r <= Math.Min(canvas.Rows - 1, (int)MathF.Floor(row + reach) + 1); r++)
            for (var c = Math.Max(0, (int)MathF.Floor(column - reach)); c <= Math.Min(canvas.Columns - 1, (int)MathF.Floor(column + reach) + 1); c++)
                if (MathF.Sqrt((r - row) * (r - row) + (c - column) * (c - column)) is var away && away <= reach)
                    visit(r * canvas.Columns + c, away);
    }
}
