using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>What the header of a NIfTI-1 file says, checked.</summary>
/// <param name="Shape">Sizes in voxels: dim[3], dim[2], dim[1].</param>
/// <param name="Spacing">Voxel spacing in mm: pixdim[3], pixdim[2], pixdim[1], changed to mm by the file's unit.</param>
/// <param name="Type">How a voxel is stored.</param>
/// <param name="Slope">A voxel's value is slope * stored + intercept; 1 where the file has no scale.</param>
/// <param name="Intercept">See <paramref name="Slope"/>; 0 where the file has no scale.</param>
/// <param name="Orientation">Where the voxels lie in the scanner.</param>
public sealed record NiftiHeader(
    VolumeShape Shape, VoxelSpacing Spacing, NiftiType Type, double Slope, double Intercept, NiftiOrientation Orientation)
{
    internal bool IsBigEndian { get; init; }

    internal long DataOffset { get; init; }

    internal int VoxelBytes => BytesOf(Type);

    internal long FileBytes => DataOffset + Shape.Count * VoxelBytes;

    internal bool HasScale => (Slope, Intercept) != (1, 0);

    internal static int BytesOf(NiftiType type) => type switch
    {
        NiftiType.UInt8 or NiftiType.Int8 => 1,
        NiftiType.Int16 or NiftiType.UInt16 => 2,
        NiftiType.Int32 or NiftiType.Float32 => 4,
        NiftiType.Float64 => 8,
        _ => 0,
    };
}
