using Workbook.Codecs;

namespace Workbook.Imaging.Volumes;

/// <summary>A box of voxels in a volume; it may reach over the border.</summary>
/// <param name="Slice">First slice; below 0 outside.</param>
/// <param name="Row">First row; below 0 outside.</param>
/// <param name="Column">First column; below 0 outside.</param>
/// <param name="Shape">Sizes of the box.</param>
public readonly record struct VolumeBox(int Slice, int Row, int Column, VolumeShape Shape);
