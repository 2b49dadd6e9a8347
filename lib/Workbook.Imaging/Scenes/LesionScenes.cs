namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic close-ups of skin with a pigmented lesion, under hairs and other clutter, and the lesion's exact mask.</summary>
/// <remarks>They stand in for the ISIC challenges where no data is at hand: fair to tanned skin, uneven light, dark corners; lesions of
/// several colours with sharp or washed-out rims, some hardly darker than the skin; hairs, rulers, coloured patches, ink and glare. Hairs
/// and glare over a lesion stay in the mask, as an annotator draws it. Every scene is a pure function of seed, index and options, and its bytes are the same
/// on every machine (IEEE + - * / and square root in a fixed order, then rounded); golden hashes in the tests watch over it.</remarks>
public static class LesionScenes
{
    private const int Usual = 128;

    /// <summary>Draws one close-up.</summary>
    /// <param name="index">0-based number of the picture; any value.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of positives. Null: 128 x 128, every picture shows a lesion.</param>
    /// <returns>The picture, the lesion's mask, and whether there is one.</returns>
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
    /// <param name="options">Size and share of positives. Null: 128 x 128, every picture shows a lesion.</param>
    /// <returns>The pictures in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<Scene> Many(int count, ulong seed, SceneOptions? options = null) =>
        Enumerable.Range(0, count).Select(i => Make(i, seed, options));

    private static SceneCanvas Draw(int index, ulong seed, int rows, int columns, bool positive)
    {
        var canvas = new SceneCanvas(rows, columns);
        SkinPainter.Paint(canvas, new(seed, index, 1));
        if (positive)
            new LesionPainter(new(seed, index, 2), rows, columns).Paint(canvas, new(seed, index, 3));
        new SkinClutter(canvas, new(seed, index, 4)).Draw();
        SkinPainter.Light(canvas, new(seed, index, 5));
        canvas.Soften(new SceneRandom(seed, index, 6).Between(0.08f, 0.24f));
        return canvas;
    }
}
