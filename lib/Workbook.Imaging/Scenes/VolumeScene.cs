using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>A drawn scan together with the exact class of every voxel.</summary>
/// <param name="Image">The scan: whole numbers from 0 up, as a scanner gives them.</param>
/// <param name="Labels">The class of every voxel, of the same shape.</param>
public sealed record VolumeScene(Volume Image, LabelVolume Labels);
