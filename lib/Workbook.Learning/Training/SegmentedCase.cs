namespace Workbook.Learning.Training;

/// <summary>What compression and segmentation made of one case.</summary>
/// <param name="Case">The image and its true labels.</param>
/// <param name="Bytes">Of its file; 0 where nothing was compressed.</param>
/// <param name="Labels">The class that each pixel or voxel was given, in the order of the true ones.</param>
public sealed record SegmentedCase(LabelledCase Case, long Bytes, byte[] Labels)
{
    /// <summary>Of the whole file, for each pixel or voxel.</summary>
    public double BitsPerPixel => 8.0 * Bytes / Case.Places;
}
