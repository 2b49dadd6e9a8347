namespace Workbook.Codecs;

/// <summary>A class for every voxel of a volume.</summary>
/// <remarks>Order as in <see cref="Volume"/>, columns fastest. Class 0 is the background by custom.</remarks>
public sealed class LabelVolume
{
    /// <summary>Makes a volume of class 0.</summary>
    /// <param name="shape">Sizes in voxels, each at least 1.</param>
    /// <param name="spacing">Voxel spacing in mm; null for 1 mm.</param>
    /// <exception cref="ArgumentException">A side is below 1, there are more than 2^29 voxels, or a spacing is not above 0.</exception>
    public LabelVolume(VolumeShape shape, VoxelSpacing? spacing = null) : this(shape, new byte[shape.CheckedCount()], spacing)
    {
    }

    /// <summary>Wraps labels without copying them.</summary>
    /// <param name="shape">Sizes in voxels, each at least 1.</param>
    /// <param name="labels">One class index a voxel, columns fastest. Length: the product of the sizes.</param>
    /// <param name="spacing">Voxel spacing in mm; null for 1 mm.</param>
    /// <exception cref="ArgumentException">A side is below 1, the length does not fit the sides, or a spacing is not above 0.</exception>
    public LabelVolume(VolumeShape shape, byte[] labels, VoxelSpacing? spacing = null)
    {
        shape.CheckLength(labels.Length);
        (Shape, Labels, Spacing) = (shape, labels, (spacing ?? VoxelSpacing.One).Checked());
    }

    /// <summary>Sizes in voxels.</summary>
    public VolumeShape Shape { get; }

    /// <summary>Voxel spacing in mm.</summary>
    public VoxelSpacing Spacing { get; }

    /// <summary>One class index a voxel, columns fastest.</summary>
    public byte[] Labels { get; }

    /// <summary>The classes of one slice.</summary>
    /// <param name="slice">0-based.</param>
    /// <returns>A new label map of rows x columns.</returns>
    /// <exception cref="ArgumentException">There is no such slice.</exception>
    public LabelImage Slice(int slice) => (uint)slice < (uint)Shape.Depth
        ? new(Shape.Rows, Shape.Columns, Labels.AsSpan(Shape.IndexOf(slice, 0, 0), Shape.Rows * Shape.Columns).ToArray())
        : throw new ArgumentException($"slice {slice} was asked for; slices are 0 to {Shape.Depth - 1}");
}
