using Workbook.Imaging.Scenes;
using Workbook.Imaging.Sets;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A set in two parts that share no group: one to learn from, one to measure on.</summary>
/// <param name="Key">Short name: cracks or fire.</param>
/// <param name="Learning">What knowledge may see.</param>
/// <param name="Measured">What is measured.</param>
internal sealed record MeasuredSet(string Key, ImageSet Learning, ImageSet Measured)
{
    public const string Cracks = "cracks", Fire = "fire";

    public static readonly string[] Keys = [Cracks, Fire];

    /// <summary>Name and kind of the images, for the record.</summary>
    public string Name => Measured.Name;

    /// <summary>Halves by group; of each, evenly spaced images up to the number asked for.</summary>
    public static MeasuredSet Halves(string key, MeasureSettings settings) => Part(key, Load(key, settings), settings, 0.5);

    /// <summary>Measures the share by group that holds the images asked for, and leaves the rest to learn from.</summary>
    public static MeasuredSet Largest(string key, MeasureSettings settings)
    {
        const double Slack = 1.05; // groups do not come out even
        var all = Load(key, settings);
        return Part(key, all, settings, Math.Clamp(Slack * settings.Images / all.Images.Count, 0.01, 0.9));
    }

    /// <summary>Evenly spaced images of the whole set, as many as are asked for to learn from.</summary>
    public static ImageSet Whole(string key, MeasureSettings settings) => Load(key, settings).Take(Math.Max(1, settings.LearnImages / 2));

    /// <summary>The whole set, real or drawn.</summary>
    public static ImageSet Load(string key, MeasureSettings settings) => (key, settings.Scenes) switch
    {
        (Cracks, false) => CrackImages.Load(DataRoot.FromEnvironment()),
        (Fire, false) => ForestFire.Load(DataRoot.FromEnvironment()),
        (Cracks, true) => Draw("crack scenes", ["no crack", "crack"], settings, CrackScenes.Make),
        (Fire, true) => Draw("fire scenes", ["no fire", "fire"], settings, FireScenes.Make),
        _ => throw new ArgumentException($"there is no set {key}; choose one of {string.Join(", ", Keys)}"),
    };

    private static MeasuredSet Part(string key, ImageSet all, MeasureSettings settings, double share)
    {
        var split = Split.ByGroup(all.Images, share, settings.Seed);
        return new(key, Some(all, split.Train, settings.LearnImages), Some(all, split.Test, settings.Images));
    }

    private static ImageSet Some(ImageSet all, int[] indices, int most) =>
        new ImageSet(all.Name, all.Labels, [.. indices.Select(i => all.Images[i])]).Take(Math.Max(1, most / 2));

    private static ImageSet Draw(string name, string[] labels, MeasureSettings settings, Func<int, ulong, SceneOptions?, Scene> make)
    {
        const double Spare = 1.1;
        var count = (int)(Spare * 2 * Math.Max(settings.Images, settings.LearnImages));
        return new ImageSet(name, labels, [.. Enumerable.Range(0, count)
            .Select(i => new LabelledImage($"scene {i}", i % 2, $"scene {i}", () => make(i, settings.Seed, null).Image))
            .OrderBy(image => image.Label)]);
    }
}
