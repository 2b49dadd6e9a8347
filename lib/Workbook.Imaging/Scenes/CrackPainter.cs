namespace Workbook.Imaging.Scenes;

/// <summary>Cuts a crack into a wall: a dark inside with a soft edge, a lit rim on one side, and crumbs in wide places.</summary>
internal sealed class CrackPainter
{
    private const float Reach = 7; // pixels beyond the edge that a crack can still change
    private readonly ConcreteWall wall;
    private readonly float[] depth; // signed distance to the edge in pixels, below 0 inside
    private readonly float[] facing; // how far the way out of the crack points to the light, -1 to 1

    internal CrackPainter(ConcreteWall wall, CrackPath path)
    {
        this.wall = wall;
        depth = new float[wall.Light.Length];
        facing = new float[wall.Light.Length];
        Array.Fill(depth, Reach);
        foreach (var line in path.Lines)
            for (var i = 1; i < line.Length; i++)
                Measure(line[i - 1], line[i]);
    }

    /// <summary>Darkens the wall and fills the mask; a pixel belongs to the crack where the crack covers at least half of it.</summary>
    internal void Cut(SceneRandom random, byte[] mask)
    {
        var ragged = new Noise(random);
        var fine = ragged.Plane(wall.Rows, wall.Columns, 7, 3, 0.75f);
        var crumbs = ragged.Plane(wall.Rows, wall.Columns, 14, 14, 3, 0.7f);
        var (jag, soft) = (random.Between(1, 3.2f), random.Between(0.7f, 1.3f));
        var dark = random.Chance(0.25f) ? random.Between(0.35f, 0.5f) : random.Between(0.12f, 0.33f);
        var (rim, wallShare) = (random.Chance(0.5f) ? random.Between(0.1f, 0.45f) : 0.04f, random.Between(0.1f, 0.5f));
        var crumb = random.Chance(0.35f) ? random.Between(0, 0.3f) : 1f;
        for (var i = 0; i < mask.Length; i++)
        {
            if (depth[i] >= Reach)
                continue;
            var edge = depth[i] + jag * fine[i];
            var cover = 1 - Curve.Step(-soft, soft, edge);
            mask[i] = cover >= 0.5f ? (byte)255 : (byte)0;
            wall.Light[i] = Shade(wall.Light[i], edge, facing[i], cover, rim * (0.5f + crumbs[i]), dark,
                wallShare * Curve.Step(0.1f, 0.8f, -facing[i]) + 0.5f * Curve.Step(crumb, crumb + 0.25f, crumbs[i]) + 0.35f * fine[i]);
        }
    }

    private static float Shade(float light, float edge, float facing, float cover, float rim, float dark, float filled)
    {
        var lip = 1 + rim * Curve.Bump((edge - 1.6f) / 2.6f) * Curve.Step(0, 0.7f, facing);
        var shadow = 1 - 0.12f * Curve.Bump(edge / 5) * Curve.Step(0, 0.8f, -facing);
        var inside = (dark + (0.66f - dark) * Curve.Clamp(filled + 0.3f * Curve.Step(-3, 0, edge))) * (1 - 0.25f * Curve.Step(1, 6, -edge));
        return Curve.Mix(light * lip * shadow, light * inside, cover);
    }

    private void Measure(CrackPoint a, CrackPoint b)
    {
        var reach = MathF.Max(a.Half, b.Half) + Reach;
        var (top, bottom) = Range(a.Row, b.Row, reach, wall.Rows);
        var (left, right) = Range(a.Column, b.Column, reach, wall.Columns);
        var (dr, dc) = (b.Row - a.Row, b.Column - a.Column);
        var square = dr * dr + dc * dc + 1e-6f;
        for (var r = top; r <= bottom; r++)
            for (var c = left; c <= right; c++)
            {
                var along = Curve.Clamp(((r - a.Row) * dr + (c - a.Column) * dc) / square);
                var (y, x) = (r - a.Row - along * dr, c - a.Column - along * dc);
                var away = MathF.Sqrt(y * y + x * x);
                var edge = away - Curve.Mix(a.Half, b.Half, along);
                var at = r * wall.Columns + c;
                if (edge < depth[at])
                    (depth[at], facing[at]) = (edge, (y * wall.LightRow + x * wall.LightColumn) / (away + 0.01f));
            }
    }

    private static (int First, int Last) Range(float a, float b, float reach, int size)
        => (Math.Max(0, (int)MathF.Floor(MathF.Min(a, b) - reach)), Math.Min(size - 1, (int)MathF.Floor(MathF.Max(a, b) + reach) + 1));
}
