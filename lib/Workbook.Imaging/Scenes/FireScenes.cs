namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic pictures of a forest, with and without a fire, and the exact mask of the visible flames.</summary>
/// <remarks>They stand in for the forest-fire set of Khan and Hassan (2020) where no data is at hand: the same size and task, by day and by
/// night, with autumn leaves and sunsets as decoys. Every scene is a pure function of seed, index and options, and its bytes are the
/// same on every machine (IEEE + - * / and square root in a fixed order, then rounded); golden hashes in the tests watch over it.
/// The mask covers flames that can be seen; smoke, glow and what stands in front are not in it.</remarks>
public static class FireScenes
{
    private const int Usual = 250;
    private const float SmallFire = 0.07f; // a video's flames leave most of the picture still

    /// <summary>Draws one picture.</summary>
    /// <param name="index">0-based number of the picture; any value.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of positives. Null: 250 x 250, every second picture (1, 3, 5, ...) shows a fire.</param>
    /// <returns>The picture, the mask of the flames and the label.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the options are out of range.</exception>
    public static Scene Make(int index, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        options ??= new();
        var (rows, columns) = options.Size(Usual);
        return FireScenery.Visible(index, seed, rows, columns, options.IsPositive(index)).At(0).ToScene();
    }

    /// <summary>Draws pictures 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="positiveShare">Share of pictures with a fire, 0 to 1, spread evenly.</param>
    /// <returns>The pictures in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<Scene> Many(int count, ulong seed, double positiveShare = 0.5)
        => Enumerable.Range(0, count).Select(i => Make(i, seed, new() { PositiveShare = positiveShare }));

    /// <summary>A fixed camera before a forest: flames and smoke move, everything else stands still.</summary>
    /// <param name="frames">How many frames, at least 1.</param>
    /// <param name="seed">Which forest.</param>
    /// <param name="options">Size; whether there is a fire (there is when nothing is said).</param>
    /// <returns>The frames in order. Pixels that neither flames nor smoke reach are equal in all frames.</returns>
    /// <exception cref="ArgumentException">The options are out of range, or there are no frames.</exception>
    public static IReadOnlyList<Scene> Video(int frames, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var (rows, columns) = (options ?? new()).Size(Usual);
        var scenery = FireScenery.Visible(0, seed, rows, columns, options?.Positive ?? true, SmallFire);
        return [.. Enumerable.Range(0, frames).Select(f => scenery.At(f).ToScene())];
    }

    /// <summary>The forest of a video as it would stand there had nobody lit the fire.</summary>
    internal static Scene Unburnt(ulong seed, SceneOptions options)
    {
        var (rows, columns) = options.Size(Usual);
        return FireScenery.Visible(0, seed, rows, columns, positive: true, SmallFire).Unburnt().ToScene();
    }
}
