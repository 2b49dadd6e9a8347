using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>A drawn chest X-ray together with the exact truth about it.</summary>
/// <param name="Image">The picture, grey in three equal channels.</param>
/// <param name="Boxes">The tight box of each object, in whole pixels; classes are <see cref="ChestScenes.Classes"/>.</param>
/// <param name="Masks">255 where the object of the box with the same index is, 0 elsewhere. Same size as the picture; objects may overlap, as
/// an X-ray goes through all of them.</param>
public sealed record ChestScene(RgbImage Image, IReadOnlyList<ObjectBox> Boxes, IReadOnlyList<GrayImage> Masks);
