namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic tiles of a concrete wall, with and without a crack, and the exact mask of the crack.</summary>
/// <remarks>They stand in for the crack set of Özgenel (2019) where no data is at hand: the same size, the same task, similar colours and
/// texture, but drawn by this program. Every scene is a pure function of seed, index and options. The bytes are the same on every machine:
/// all arithmetic is IEEE + - * / and square root in a fixed order, then rounded. Changing this drawing changes the scenes, so golden
/// hashes in the tests watch over it.</remarks>
public static class CrackScenes
{
    private const int Usual = 227;

    /// <summary>Draws one tile.</summary>
    /// <param name="index">0-based number of the tile; any value.</param>
    /// <param name="seed">Which series of tiles.</param>
    /// <param name="options">Size and share of positives. Null: 227 x 227, every second tile (1, 3, 5, ...) has a crack.</param>
    /// <returns>The tile, the crack's mask and the label.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the options are out of range.</exception>
    public static Scene Make(int index, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        options ??= new();
        var (rows, columns) = options.Size(Usual);
        return Visible(index, seed, rows, columns, options.IsPositive(index)).ToScene();
    }

    /// <summary>Draws tiles 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which series of tiles.</param>
    /// <param name="positiveShare">Share of tiles with a crack, 0 to 1, spread evenly.</param>
    /// <returns>The tiles in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<Scene> Many(int count, ulong seed, double positiveShare = 0.5)
        => Enumerable.Range(0, count).Select(i => Make(i, seed, new() { PositiveShare = positiveShare }));

    /// <summary>A fixed camera before a cracked wall while the light slowly changes; nothing moves.</summary>
    /// <param name="frames">How many frames, at least 1.</param>
    /// <param name="seed">Which wall.</param>
    /// <param name="options">Size; whether there is a crack (there is when nothing is said).</param>
    /// <returns>The frames in order. Every frame is the same wall times one gain between 0.85 and 1.1; the masks are equal.</returns>
    /// <exception cref="ArgumentException">The options are out of range, or there are no frames.</exception>
    public static IReadOnlyList<Scene> Video(int frames, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var (rows, columns) = (options ?? new()).Size(Usual);
        var wall = Visible(0, seed, rows, columns, options?.Positive ?? true);
        var start = new SceneRandom(seed, 0, 9).Share();
        return [.. Enumerable.Range(0, frames).Select(f => Lit(wall, 0.975f + 0.125f * Curve.Wave(start + f / 96f)).ToScene())];
    }

    private static SceneCanvas Visible(int index, ulong seed, int rows, int columns, bool positive) =>
        SceneCanvas.Visible(seed, positive, (chosen, cracked) => Draw(index, chosen, rows, columns, cracked));

    private static SceneCanvas Draw(int index, ulong seed, int rows, int columns, bool positive)
    {
        var canvas = new SceneCanvas(rows, columns);
        var wall = new ConcreteWall(new(seed, index, 1), rows, columns);
        new WallMarks(new(seed, index, 2), wall).Draw(many: !positive);
        if (positive)
            new CrackPainter(wall, new(new(seed, index, 3), rows, columns)).Cut(new(seed, index, 4), canvas.Mask);
        wall.Color(canvas);
        canvas.Soften(new SceneRandom(seed, index, 5).Between(0.1f, 0.24f));
        return canvas;
    }

    private static SceneCanvas Lit(SceneCanvas wall, float gain)
    {
        var lit = wall.Copy();
        for (var i = 0; i < lit.Tones.Length; i++)
            lit.Tones[i] *= gain;
        return lit;
    }
}
