using Workbook.Imaging.Scenes;

namespace Workbook.Imaging.Sets;

/// <summary>The two domains of the MAGIC notebooks: the user's real images where there are some, else the project's own scenes.</summary>
/// <remarks>The set's name says which of the two it is, so that scenes never pass for photographs. A data folder that holds only one of the
/// two sets is fine: the other domain is drawn.</remarks>
public static class Domain
{
    /// <summary>Concrete with and without cracks.</summary>
    /// <param name="perLabel">Most images of each label.</param>
    /// <param name="seed">Draws the scenes; real images do not depend on it.</param>
    /// <param name="side">Height and width of the scenes in pixels, 48 to 4096; null for those of the real images, which keep theirs.</param>
    /// <returns>Label 0 is no crack, label 1 is crack. Named <c>cracks</c>, or <c>synthetic cracks</c>.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder.</exception>
    public static ImageSet Cracks(int perLabel, ulong seed = 1, int? side = null) => Root(CrackImages.IsIn) is { } root
        ? CrackImages.Load(root).Take(perLabel)
        : Drawn("synthetic cracks", ["no crack", "crack"], perLabel, (index, positive) => CrackScenes.Make(index, seed, new SceneOptions { Rows = side, Columns = side, Positive = positive }));

    /// <summary>Forests with and without fire.</summary>
    /// <param name="perLabel">Most images of each label.</param>
    /// <param name="seed">Draws the scenes; real images do not depend on it.</param>
    /// <param name="side">Height and width of the scenes in pixels, 48 to 4096; null for those of the real images, which keep theirs.</param>
    /// <returns>Label 0 is no fire, label 1 is fire. Named <c>forest fires</c> as the set is, or <c>synthetic fires</c>.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder.</exception>
    public static ImageSet Fires(int perLabel, ulong seed = 1, int? side = null) => Root(ForestFire.IsIn) is { } root
        ? ForestFire.Load(root).Take(perLabel)
        : Drawn("synthetic fires", ["no fire", "fire"], perLabel, (index, positive) => FireScenes.Make(index, seed, new SceneOptions { Rows = side, Columns = side, Positive = positive }));

    private static DataRoot? Root(Func<DataRoot, bool> holdsSet)
        => DataRoot.IsSet && DataRoot.FromEnvironment() is var root && holdsSet(root) ? root : null;

    private static ImageSet Drawn(string name, string[] labels, int perLabel, Func<int, bool, Scene> draw)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perLabel, 1);
        var images = labels.SelectMany((label, index) => Enumerable.Range(index * perLabel, perLabel).Select(scene =>
            new LabelledImage($"{label} {scene}", index, $"scene {scene}", () => draw(scene, index == 1).Image)));
        return new ImageSet(name, labels, [.. images]);
    }
}
