namespace Workbook.Imaging.Scenes;

/// <summary>A line of fire across the picture: where it stands at each column and how high it burns there (0: not at all).</summary>
internal sealed class FireLine
{
    private FireLine(int columns) => (Base, Height) = (new float[columns], new float[columns]);

    internal float[] Base { get; }

    internal float[] Height { get; }

    internal float Tallest => Height.Max();

    /// <summary>Chooses one to three lines that suit the view and the hour; at least one of them burns inside the picture.</summary>
    internal static List<FireLine> Choose(SceneRandom random, ForestPlan plan, ForestMood mood, int rows, int columns)
    {
        var kind = random.Share() + (mood.Hour == ForestHour.Night ? 0.2f : 0) - (mood.Hour == ForestHour.Day ? 0.15f : 0);
        if (kind > 0.72f && plan.View is ForestView.Ridges or ForestView.Meadow)
            return [.. plan.Ridges.Select(ridge => OnRidge(random, ridge, rows, columns))];
        if (kind > 0.42f)
            return [Wall(random, rows, columns)];
        var ground = plan.Horizon + random.Between(0.06f, plan.View == ForestView.Ridges ? 0.3f : 0.22f) * rows;
        return kind > 0.2f ? [Front(random, ground, rows, columns)] : [Spots(random, ground, rows, columns)];
    }

    private static FireLine OnRidge(SceneRandom random, float[] ridge, int rows, int columns)
    {
        var (line, noise) = (new FireLine(columns), new Noise(random));
        var (high, cell) = (rows * random.Between(0.05f, 0.14f), columns * random.Between(0.1f, 0.3f));
        var sink = random.Between(0, 0.06f) * rows;
        var start = random.Between(0.2f, 0.8f) * columns;
        for (var c = 0; c < columns; c++)
        {
            var burns = Curve.Clamp(0.2f + 1.6f * noise.At(0.5f, c / cell, 3, 0.6f) + 0.8f * Curve.Bump((c - start) / (0.3f * columns)));
            (line.Base[c], line.Height[c]) = (Math.Clamp(ridge[c] + sink, 0.2f * rows, 0.94f * rows), high * burns);
        }
        return line;
    }

    private static FireLine Wall(SceneRandom random, int rows, int columns)
    {
        var (line, noise) = (new FireLine(columns), new Noise(random));
        var (foot, high) = (rows * random.Between(0.82f, 1.02f), rows * random.Between(0.4f, 0.8f));
        var (middle, wide) = (columns * random.Between(0.25f, 0.75f), columns * random.Between(0.35f, 0.9f));
        for (var c = 0; c < columns; c++)
        {
            var envelope = Curve.Bump((c - middle) / wide) * (1 + 0.9f * noise.At(0.5f, c / (0.22f * columns), 3, 0.6f));
            (line.Base[c], line.Height[c]) = (foot + 24 * noise.At(7.5f, c / 45f, 4, 0.6f), high * envelope);
        }
        return line;
    }

    private static FireLine Front(SceneRandom random, float ground, int rows, int columns)
    {
        var (line, noise) = (new FireLine(columns), new Noise(random));
        var (high, slope) = (rows * random.Between(0.12f, 0.35f), random.Between(-0.12f, 0.12f));
        var (middle, wide) = (columns * random.Between(0.2f, 0.8f), columns * random.Between(0.3f, 0.8f));
        for (var c = 0; c < columns; c++)
        {
            var burns = Curve.Clamp(Curve.Bump((c - middle) / wide) * (0.9f + 1.3f * noise.At(0.5f, c / (0.12f * columns), 3, 0.7f)));
            (line.Base[c], line.Height[c]) = (ground + slope * (c - middle) + 14 * noise.At(9.5f, c / 40f, 4, 0.6f), high * burns);
        }
        return line;
    }

    private static FireLine Spots(SceneRandom random, float ground, int rows, int columns)
    {
        var line = new FireLine(columns);
        var noise = new Noise(random);
        Array.Fill(line.Base, ground);
        for (var n = random.Whole(1, 4); n > 0; n--)
        {
            var (middle, wide) = (columns * random.Between(0.12f, 0.88f), columns * random.Between(0.04f, 0.13f));
            var (high, foot) = (rows * random.Between(0.1f, 0.34f), ground + rows * random.Between(-0.04f, 0.14f));
            for (var c = 0; c < columns; c++)
                if (high * Curve.Bump((c - middle) / wide) is var here && here > line.Height[c])
                    (line.Base[c], line.Height[c]) = (foot + 0.25f * high * noise.At(n, c / (0.5f * wide), 3, 0.7f), here);
        }
        return line;
    }
}
