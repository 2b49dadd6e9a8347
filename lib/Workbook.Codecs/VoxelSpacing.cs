namespace Workbook.Codecs;

/// <summary>Distance between the centres of neighbouring voxels, in mm, in the order of <see cref="VolumeShape"/>.</summary>
/// <param name="Depth">From slice to slice, above 0.</param>
/// <param name="Rows">From row to row, above 0.</param>
/// <param name="Columns">From column to column, above 0.</param>
public readonly record struct VoxelSpacing(float Depth, float Rows, float Columns)
{
    /// <summary>1 mm along every side; also what stands where a file names no unit and 1.</summary>
    public static VoxelSpacing One { get; } = new(1, 1, 1);

    internal VoxelSpacing Checked() => Depth > 0 && Rows > 0 && Columns > 0 && float.IsFinite(Depth + Rows + Columns) ? this
        : throw new ArgumentException($"the voxel spacing is {Depth} x {Rows} x {Columns} mm; each must be above 0 and finite");
}
