using Workbook.Codecs;
using Workbook.Imaging.Scenes;

namespace Workbook.Imaging.Sets;

/// <summary>The domains of the notebooks on segmentation: the user's real images where there are some, else the project's own scenes.</summary>
/// <remarks>The set's name says which of the two it is, so that scenes never pass for photographs. A data folder that holds only some of the sets is
/// fine: what is missing is drawn. Pictures come in one size, so that they can be stacked to a batch.</remarks>
public static class SegmentationDomain
{
    /// <summary>Skin lesions: ISIC 2018 at 128x128 where that is enough, ISIC 2017, ISIC 2018, or <see cref="LesionScenes"/>.</summary>
    /// <param name="count">Most pictures.</param>
    /// <param name="side">Height and width in pixels, 48 to 4096; real pictures are resized to it.</param>
    /// <param name="seed">Draws the scenes; real pictures do not depend on it.</param>
    /// <returns>Class 1 is the lesion.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder, or a set in it is damaged.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Lesions(int count, int side = 128, ulong seed = 1) => Root() switch
    {
        { } root when side <= 128 && Isic2018.IsSmallIn(root) => Isic2018.LoadSmall(root).Take(count).Resized(side, side),
        { } root when Isic2017.IsIn(root) => Isic2017.Load(root).Take(count).Resized(side, side),
        { } root when Isic2018.IsIn(root) => Isic2018.Load(root).Take(count).Resized(side, side),
        _ => Drawn("synthetic lesions", "lesion", count, i => LesionScenes.Make(i, seed, new() { Rows = side, Columns = side })),
    };

    /// <summary>Polyps: CVC-ColonDB and CVC-ClinicDB, as far as they are there, or <see cref="PolypScenes"/>.</summary>
    /// <param name="count">Most pictures.</param>
    /// <param name="side">Height and width in pixels, 48 to 4096; real pictures are resized to it.</param>
    /// <param name="seed">Draws the scenes; real pictures do not depend on it.</param>
    /// <returns>Class 1 is the polyp.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder, or a set in it is damaged.</exception>
    public static SegmentationSet<RgbImage, LabelImage> Polyps(int count, int side = 192, ulong seed = 1) => Root() switch
    {
        { } root when CvcColonDb.IsIn(root) && CvcClinicDb.IsIn(root) => CvcColonDb.Load(root).And(CvcClinicDb.Load(root)).Take(count).Resized(side, side),
        { } root when CvcColonDb.IsIn(root) => CvcColonDb.Load(root).Take(count).Resized(side, side),
        { } root when CvcClinicDb.IsIn(root) => CvcClinicDb.Load(root).Take(count).Resized(side, side),
        _ => Drawn("synthetic polyps", "polyp", count, i => PolypScenes.Make(i, seed, new() { Rows = side, Columns = side })),
    };

    /// <summary>Hearts in 3D: HVSMR 2016, ACDC, or <see cref="HeartScenes"/>. Scans keep their sizes and their scanner's scale.</summary>
    /// <param name="count">Most scans.</param>
    /// <param name="seed">Draws the scenes; real scans do not depend on it.</param>
    /// <param name="options">Sizes of the scenes; real scans do not depend on it.</param>
    /// <returns>Classes background, myocardium, blood pool.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder, or a set in it is damaged.</exception>
    public static SegmentationSet<Volume, LabelVolume> Hearts(int count, ulong seed = 1, VolumeSceneOptions? options = null) => Root() switch
    {
        { } root when Hvsmr.IsIn(root) => Hvsmr.Load(root).Take(count),
        { } root when Acdc.IsIn(root) => Acdc.Load(root).Take(count),
        _ => new("synthetic hearts", HeartClasses.Names, [.. Numbers(count).Select(i => new SegmentationCase<Volume, LabelVolume>($"scene {i:000}", $"scene {i:000}", _ =>
            HeartScenes.Make(i, seed, options) is var scene ? (scene.Image, scene.Labels) : default))]),
    };

    private static DataRoot? Root() => DataRoot.IsSet ? DataRoot.FromEnvironment() : null;

    private static SegmentationSet<RgbImage, LabelImage> Drawn(string name, string target, int count, Func<int, Scene> draw) =>
        new(name, ["background", target], [.. Numbers(count).Select(i => new SegmentationCase<RgbImage, LabelImage>($"scene {i:000}", $"scene {i:000}", _ =>
            draw(i) is var scene ? (scene.Image, LabelImage.FromMask(scene.Mask)) : default))]);

    private static IEnumerable<int> Numbers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Enumerable.Range(0, count);
    }
}
