namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic views into a colon with a polyp, and the polyp's exact mask.</summary>
/// <remarks>They stand in for CVC-ColonDB and CVC-ClinicDB where no data is at hand: a wet wall with folds and vessels around a dark lumen, polyps
/// of nearly the wall's own colour, highlights of the lamp on both, often black corners. Every scene is a pure function of seed,
/// index and options, and its bytes are the same on every machine (IEEE + - * / and square root in a fixed order, then rounded); golden
/// hashes in the tests watch over it.</remarks>
public static class PolypScenes
{
    private const int Usual = 192;

    /// <summary>Draws one view.</summary>
    /// <param name="index">0-based number of the picture; any value.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of positives. Null: 192 x 192, every picture shows a polyp.</param>
    /// <returns>The picture, the polyp's mask, and whether there is one.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the options are out of range.</exception>
    public static Scene Make(int index, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        options ??= new();
        var (rows, columns) = options.Size(Usual);
        return SceneCanvas.Visible(seed, options.IsPositive(index, usualShare: 1), (chosen, positive) => Draw(index, chosen, rows, columns, positive)).ToScene();
    }

    /// <summary>Draws pictures 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of positives. Null: 192 x 192, every picture shows a polyp.</param>
    /// <returns>The pictures in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<Scene> Many(int count, ulong seed, SceneOptions? options = null) =>
        Enumerable.Range(0, count).Select(i => Make(i, seed, options));

    private static SceneCanvas Draw(int index, ulong seed, int rows, int columns, bool positive)
    {
        var canvas = new SceneCanvas(rows, columns);
        var colon = new ColonPainter(new(seed, index, 1), canvas);
        colon.Wall();
        if (positive)
            new PolypPainter(new(seed, index, 2), colon).Paint(canvas, new(seed, index, 3));
        colon.Wet(new(seed, index, 4));
        colon.Lens(new(seed, index, 5));
        canvas.Soften(new SceneRandom(seed, index, 6).Between(0.1f, 0.25f));
        return canvas;
    }
}
