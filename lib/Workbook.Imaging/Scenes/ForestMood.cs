namespace Workbook.Imaging.Scenes;

/// <summary>The time of day and the weather of a forest scene.</summary>
internal enum ForestHour
{
    Day,
    Overcast,
    Autumn,
    Sunset,
    Smoky,
    Night,
}

/// <summary>The colours of one forest scene.</summary>
internal sealed record ForestMood
{
    internal required ForestHour Hour { get; init; }

    internal required Tone SkyTop { get; init; }

    internal required Tone SkyLow { get; init; }

    internal required Tone Cloud { get; init; }

    /// <summary>What distance fades into.</summary>
    internal required Tone Haze { get; init; }

    internal required Tone LeafDark { get; init; }

    internal required Tone LeafLight { get; init; }

    internal required Tone Ground { get; init; }

    /// <summary>Strength of the haze at the farthest ridge, 0 to 1.</summary>
    internal required float Fog { get; init; }

    internal static ForestMood Choose(SceneRandom random, bool fire)
    {
        ReadOnlySpan<float> shares = fire ? [0.24f, 0.1f, 0.06f, 0.08f, 0.22f, 0.3f] : [0.36f, 0.2f, 0.22f, 0.13f, 0.02f, 0.07f];
        var (at, left) = (0, random.Share());
        while (at < shares.Length - 1 && left >= shares[at])
            left -= shares[at++];
        return Of((ForestHour)at, random);
    }

    private static ForestMood Of(ForestHour hour, SceneRandom random)
    {
        var mood = hour switch
        {
            ForestHour.Day => Make(hour, new(88, 132, 188), new(196, 212, 228), new(245, 246, 250), new(165, 190, 210),
                new(22, 38, 16), new(122, 138, 66), new(105, 125, 60), random.Between(0.1f, 0.6f)),
            ForestHour.Overcast => Make(hour, new(140, 148, 155), new(200, 204, 206), new(225, 226, 228), new(190, 196, 200),
                new(20, 30, 22), new(78, 98, 66), new(84, 92, 66), random.Between(0.4f, 0.95f)),
            ForestHour.Autumn => Make(hour, new(95, 140, 195), new(205, 212, 222), new(245, 244, 240), new(175, 180, 190),
                new(62, 26, 12), new(214, 128, 36), new(150, 110, 50), random.Between(0.1f, 0.5f)),
            ForestHour.Sunset => Make(hour, new(72, 62, 98), new(250, 150, 62), new(226, 118, 88), new(190, 112, 80),
                new(16, 12, 13), new(64, 46, 32), new(48, 36, 28), random.Between(0.2f, 0.6f)),
            ForestHour.Smoky => Make(hour, new(92, 66, 48), new(178, 118, 66), new(140, 98, 72), new(150, 102, 62),
                new(18, 15, 9), new(82, 66, 34), new(84, 62, 36), random.Between(0.3f, 0.8f)),
            _ => Make(hour, new(14, 18, 32), new(58, 60, 78), new(70, 72, 86), new(46, 48, 60),
                new(4, 5, 7), new(34, 40, 38), new(26, 28, 26), random.Between(0.1f, 0.4f)),
        };
        return mood.Vary(random);
    }

    private static ForestMood Make(ForestHour hour, Tone top, Tone low, Tone cloud, Tone haze,
        Tone dark, Tone light, Tone ground, float fog) => new()
        {
            Hour = hour,
            SkyTop = top,
            SkyLow = low,
            Cloud = cloud,
            Haze = haze,
            LeafDark = dark,
            LeafLight = light,
            Ground = ground,
            Fog = fog,
        };

    private ForestMood Vary(SceneRandom random)
    {
        var gain = random.Between(0.8f, 1.15f);
        var (warm, green) = (random.Between(-0.1f, 0.1f), random.Between(-0.06f, 0.06f));
        Tone Turn(Tone t) => new(t.Red * gain * (1 + warm), t.Green * gain * (1 + green), t.Blue * gain * (1 - warm));
        var contrast = random.Between(0.95f, 1.6f);
        return this with
        {
            SkyTop = Turn(SkyTop),
            SkyLow = Turn(SkyLow),
            Haze = Turn(Haze),
            LeafDark = Turn(LeafDark),
            LeafLight = Turn(LeafLight) * contrast,
            Ground = Turn(Ground) * contrast,
        };
    }
}
