using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>A drawn image together with the exact truth about it.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Mask">255 where the crack or the flame is, 0 elsewhere. Same size as the picture; all 0 in a negative scene.</param>
/// <param name="Positive">Whether the scene shows a crack or a fire. True exactly when the mask has a pixel that is not 0.</param>
public sealed record Scene(RgbImage Image, GrayImage Mask, bool Positive);
