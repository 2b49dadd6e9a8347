using Workbook.Codecs;

namespace Workbook.Imaging.Volumes;

/// <summary>Cuts boxes out of volumes.</summary>
/// <remarks>Where a box reaches over the border, the nearest voxel of the volume is repeated, in the scan and in its labels alike, so a small scan can feed a
/// network of any size.</remarks>
public static class VolumeCrops
{
    /// <summary>Cuts a box out of a scan.</summary>
    /// <param name="volume">The scan.</param>
    /// <param name="box">The box.</param>
    /// <returns>A new volume of the box's shape and the scan's spacing.</returns>
    public static Volume Crop(this Volume volume, VolumeBox box)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return new(box.Shape, Cut(volume.Voxels, volume.Shape, box), volume.Spacing);
    }

    /// <summary>Cuts a box out of a label map.</summary>
    /// <param name="labels">The label map.</param>
    /// <param name="box">The box.</param>
    /// <returns>A new label map of the box's shape.</returns>
    public static LabelVolume Crop(this LabelVolume labels, VolumeBox box)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new(box.Shape, Cut(labels.Labels, labels.Shape, box), labels.Spacing);
    }

    private static T[] Cut<T>(T[] from, VolumeShape shape, VolumeBox box)
    {
        if (box.Shape is not { Depth: >= 1, Rows: >= 1, Columns: >= 1 })
            throw new ArgumentException($"a box of {box.Shape} voxels was asked for; each side must be at least 1", nameof(box));
        var to = new T[checked((int)box.Shape.Count)];
        for (int slice = 0, at = 0; slice < box.Shape.Depth; slice++)
            for (var row = 0; row < box.Shape.Rows; row++, at += box.Shape.Columns)
            {
                var line = shape.IndexOf(Math.Clamp(box.Slice + slice, 0, shape.Depth - 1), Math.Clamp(box.Row + row, 0, shape.Rows - 1), 0);
                CopyRow(from.AsSpan(line, shape.Columns), to.AsSpan(at, box.Shape.Columns), box.Column);
            }
        return to;
    }

    private static void CopyRow<T>(ReadOnlySpan<T> from, Span<T> to, int first)
    {
        var (left, right) = (Math.Clamp(-first, 0, to.Length), Math.Clamp(from.Length - first, 0, to.Length));
        to[..left].Fill(from[0]);
        to[right..].Fill(from[^1]);
        if (left < right)
            from.Slice(first + left, right - left).CopyTo(to[left..]);
    }
}
