namespace Workbook.Codecs;

/// <summary>Volumes in [0, 1] as bytes and back.</summary>
internal static class VolumeLevels
{
    /// <summary>floor(255 v + 1/2) of each voxel.</summary>
    /// <exception cref="ArgumentException">A voxel lies outside [0, 1].</exception>
    internal static byte[] Of(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Array.FindIndex(volume.Voxels, voxel => !(voxel is >= 0 and <= 1)) is >= 0 and var at)
            throw new ArgumentException($"voxel {at:N0} is {volume.Voxels[at]}, allowed is 0 to 1; scale the scan first, for example with VolumeIntensity.ToUnit", nameof(volume));
        return Array.ConvertAll(volume.Voxels, voxel => (byte)(255 * voxel + 0.5f));
    }

    /// <summary>b / 255 of each byte.</summary>
    internal static Volume ToVolume(VolumeHeader header, byte[] levels) => new(header.Shape, Array.ConvertAll(levels, level => level / 255f), header.Spacing);
}
