namespace Workbook.Imaging.Scenes;

/// <summary>What lies on a wall and is no crack: pores, stains, flaked patches, scratches, formwork joints, shadows of wires.</summary>
internal sealed class WallMarks(SceneRandom random, ConcreteWall wall)
{
    private readonly float[] light = wall.Light;

    /// <param name="many">Whether marks that look like cracks are frequent, as they must be where there is none.</param>
    internal void Draw(bool many)
    {
        if (random.Chance(0.55f))
            Stain();
        if (random.Chance(0.18f))
            Flakes();
        Pores(random.Chance(0.25f) ? random.Whole(30, 120) : random.Whole(3, 25));
        if (random.Chance(many ? 0.22f : 0.08f))
            Joint();
        for (var n = random.Chance(0.3f) ? random.Whole(1, 3) : 0; n > 0; n--)
            Scratch();
        if (random.Chance(many ? 0.08f : 0.04f))
            WireShadow();
    }

    private void Pores(int count)
    {
        for (; count > 0; count--)
        {
            var (row, column) = (random.Between(0, wall.Rows), random.Between(0, wall.Columns));
            var radius = random.Chance(0.08f) ? random.Between(2.5f, 5) : random.Between(0.7f, 2.2f);
            var depth = random.Chance(0.25f) ? -random.Between(0.08f, 0.2f) : random.Between(0.12f, 0.55f);
            Pore(row, column, radius, random.Between(0.6f, 1.5f), depth);
        }
    }

    private void Pore(float row, float column, float radius, float stretch, float depth)
    {
        var reach = (int)(radius * 2.2f) + 1;
        for (var r = Math.Max(0, (int)row - reach); r <= Math.Min(wall.Rows - 1, (int)row + reach); r++)
            for (var c = Math.Max(0, (int)column - reach); c <= Math.Min(wall.Columns - 1, (int)column + reach); c++)
            {
                var (y, x) = ((r - row) / radius, (c - column) / (radius * stretch));
                var away = MathF.Sqrt(y * y + x * x);
                var rim = depth > 0 ? 0.2f * Curve.Bump((away - 1.5f) * 1.6f) * (y * -wall.LightRow + x * -wall.LightColumn) / 1.5f : 0;
                light[r * wall.Columns + c] *= 1 - depth * (1 - Curve.Step(0.5f, 1.25f, away)) + rim * depth;
            }
    }

    private void Stain()
    {
        var noise = new Noise(random);
        var streaky = random.Chance(0.3f) ? 3f : 1f;
        var cell = random.Between(30, 90);
        var plane = noise.Plane(wall.Rows, wall.Columns, cell * streaky, cell, 5, 0.55f);
        var (level, edge, depth) = (random.Between(0, 0.3f), random.Between(0.15f, 0.6f), random.Between(-0.1f, 0.22f));
        for (var i = 0; i < light.Length; i++)
            light[i] *= 1 - depth * Curve.Step(level, level + edge, plane[i]);
    }

    private void Flakes()
    {
        var plane = new Noise(random).Plane(wall.Rows, wall.Columns, random.Between(25, 70), 5, 0.65f);
        var most = MathF.Min(0.25f, 232 / wall.Brightness - 1);
        var gain = random.Chance(0.7f) ? random.Between(0.3f, 1) * most : -random.Between(0.06f, 0.16f);
        var level = random.Between(0.1f, 0.3f);
        for (var i = 0; i < light.Length; i++)
            light[i] *= 1 + gain * Curve.Step(level, level + 0.1f, plane[i]) * (0.55f + 1.5f * plane[i]);
    }

    /// <summary>A straight seam between two boards: even width, one board a little brighter, often with a ridge of cement.</summary>
    private void Joint()
    {
        var (dark, half, ridge) = (random.Between(0.06f, 0.5f), random.Between(0.8f, 3.2f), random.Between(0, 0.12f));
        var (board, soft) = (random.Between(-0.06f, 0.06f), random.Between(0.8f, 2.2f));
        var wear = new Noise(random);
        Along((away, along) => 1 + (away > 0 ? board : 0) + ridge * Curve.Bump((away - half - 2.5f) / 3)
            - dark * (1 - Curve.Step(half - soft / 2, half + soft, MathF.Abs(away))) * (0.85f + 0.4f * wear.At(0.5f, along / 25, 3, 0.6f)));
    }

    private void WireShadow()
    {
        var (dark, half, soft) = (random.Between(0.12f, 0.4f), random.Between(0.8f, 2.5f), random.Between(1.5f, 5));
        var (bow, period) = (random.Between(-14, 14), random.Between(350, 700));
        Along((away, along) => 1 - dark * (1 - Curve.Step(half, half + soft, MathF.Abs(away + bow * Curve.Wave(along / period)))));
    }

    private void Scratch()
    {
        var (row, column) = (random.Between(0, wall.Rows), random.Between(0, wall.Columns));
        var (length, gain) = (random.Between(10, 70), random.Between(-0.14f, 0.2f));
        var half = random.Between(0.5f, 1.1f);
        Along((away, along) => 1 + gain * Curve.Bump(along / length) * (1 - Curve.Step(half, half + 0.9f, MathF.Abs(away))), row, column);
    }

    private void Along(Func<float, float, float> gain)
        => Along(gain, random.Between(0.15f, 0.85f) * wall.Rows, random.Between(0.15f, 0.85f) * wall.Columns);

    /// <summary>Multiplies the light by a function of the distance from a random line through a point and of the way along it.</summary>
    private void Along(Func<float, float, float> gain, float row, float column)
    {
        var slope = random.Chance(0.45f) ? random.Between(-0.04f, 0.04f) : random.Between(-1, 1);
        var length = MathF.Sqrt(1 + slope * slope);
        var (dr, dc) = random.Chance(0.5f) ? (1 / length, slope / length) : (slope / length, 1 / length);
        for (var r = 0; r < wall.Rows; r++)
            for (var c = 0; c < wall.Columns; c++)
                light[r * wall.Columns + c] *= gain((r - row) * dc - (c - column) * dr, (r - row) * dr + (c - column) * dc);
    }
}
