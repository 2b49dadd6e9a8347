namespace Workbook.Imaging.Scenes;

/// <summary>Bare concrete: a tint, uneven light, blotches, a bumpy surface lit from one side, and grain.</summary>
internal sealed class ConcreteWall
{
    private readonly SceneRandom random;

    internal ConcreteWall(SceneRandom random, int rows, int columns)
    {
        this.random = random;
        (Rows, Columns) = (rows, columns);
        Brightness = random.Chance(0.12f) ? random.Between(85, 130) : random.Between(140, 212);
        Warmth = random.Chance(0.3f) ? random.Between(-0.05f, 0.02f) : random.Between(0.01f, 0.14f);
        Green = random.Between(-0.012f, 0.02f);
        var (x, y) = (random.Between(-1, 1), random.Between(-1, 1));
        var length = MathF.Sqrt(x * x + y * y) + 0.001f;
        (LightRow, LightColumn) = (y / length, x / length);
        Light = Draw();
    }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Mean level of the wall, 0 to 255.</summary>
    internal float Brightness { get; }

    internal float Warmth { get; }

    internal float Green { get; }

    /// <summary>Direction towards the light in the plane of the wall, length 1.</summary>
    internal float LightRow { get; }

    internal float LightColumn { get; }

    /// <summary>Luma of every pixel; what is drawn on the wall changes it.</summary>
    internal float[] Light { get; }

    /// <summary>Turns the luma into colours: tint, and faint clouds of warmer and colder colour.</summary>
    internal void Color(SceneCanvas canvas)
    {
        var tint = new Noise(random);
        var clouds = tint.Plane(Rows, Columns, 60, 3, 0.6f);
        var spots = tint.Plane(Rows, Columns, 9, 2, 0.6f);
        for (var i = 0; i < Light.Length; i++)
        {
            var warm = Warmth + 0.022f * clouds[i] + 0.012f * spots[i];
            canvas.Tones[i] = new Tone(Light[i] * (1 + 0.45f * warm), Light[i] * (1 + Green), Light[i] * (1 - warm));
        }
    }

    private float[] Draw()
    {
        var noise = new Noise(random);
        var clouds = noise.Plane(Rows, Columns, random.Between(60, 130), 3, 0.55f);
        var (low, slope) = (random.Between(3, 16), random.Between(0, 14));
        var light = new float[Rows * Columns];
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
            {
                var across = ((r - Rows / 2f) * LightRow + (c - Columns / 2f) * LightColumn) / Rows;
                light[r * Columns + c] = Brightness + low * clouds[r * Columns + c] + slope * 2 * across;
            }
        AddSurface(light, noise);
        return light;
    }

    private void AddSurface(float[] light, Noise noise)
    {
        var rough = random.Chance(0.18f) ? random.Between(14, 40) : random.Between(2, 10);
        var bumps = noise.Plane(Rows, Columns, random.Between(5, 16), random.Between(5, 16), 4, random.Between(0.6f, 0.85f));
        var grain = new Noise(random).Plane(Rows, Columns, random.Between(1.7f, 2.6f), 2, 0.7f);
        var (fine, spread) = (random.Between(5, 20), random.Between(4, 14));
        var (dr, dc) = (LightRow > 0.38f ? 1 : LightRow < -0.38f ? -1 : 0, LightColumn > 0.38f ? 1 : LightColumn < -0.38f ? -1 : 0);
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
            {
                var (at, lit) = (r * Columns + c, Inside(r + dr, c + dc));
                light[at] += rough * (bumps[at] - bumps[lit]) * 2.5f + spread * bumps[at] + fine * grain[at];
            }
    }

    private int Inside(int row, int column) => Math.Clamp(row, 0, Rows - 1) * Columns + Math.Clamp(column, 0, Columns - 1);
}
