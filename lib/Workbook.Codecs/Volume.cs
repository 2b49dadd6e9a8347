namespace Workbook.Codecs;

/// <summary>A 3D image of one channel in memory, for example a magnetic resonance scan.</summary>
/// <remarks>
/// Voxels lie slice by slice and row by row, columns fastest: the value at (slice, row, column) is
/// <c>Voxels[(slice * Rows + row) * Columns + column]</c>, which is the order of a tensor [D, H, W].
/// Values are float32 and carry the scanner's own scale. Scans of 8 or 16 bits fit exactly, so one type is enough; a file's own scale factor
/// is applied when it is read.
/// </remarks>
public sealed class Volume
{
    /// <summary>Makes a volume of zeros.</summary>
    /// <param name="shape">Sizes in voxels, each at least 1.</param>
    /// <param name="spacing">Voxel spacing in mm; null for 1 mm.</param>
    /// <exception cref="ArgumentException">A side is below 1, there are more than 2^29 voxels, or a spacing is not above 0.</exception>
    public Volume(VolumeShape shape, VoxelSpacing? spacing = null) : this(shape, new float[shape.CheckedCount()], spacing)
    {
    }

    /// <summary>Wraps voxels without copying them.</summary>
    /// <param name="shape">Sizes in voxels, each at least 1.</param>
    /// <param name="voxels">One value a voxel, columns fastest. Length: the product of the sizes.</param>
    /// <param name="spacing">Voxel spacing in mm; null for 1 mm.</param>
    /// <exception cref="ArgumentException">A side is below 1, the length does not fit the sides, or a spacing is not above 0.</exception>
    public Volume(VolumeShape shape, float[] voxels, VoxelSpacing? spacing = null)
    {
        shape.CheckLength(voxels.Length);
        (Shape, Voxels, Spacing) = (shape, voxels, (spacing ?? VoxelSpacing.One).Checked());
    }

    /// <summary>Sizes in voxels.</summary>
    public VolumeShape Shape { get; }

    /// <summary>Voxel spacing in mm.</summary>
    public VoxelSpacing Spacing { get; }

    /// <summary>One value a voxel, columns fastest.</summary>
    public float[] Voxels { get; }

    /// <summary>One slice as an 8-bit picture: black at low, white at high, rounded.</summary>
    /// <param name="slice">0-based.</param>
    /// <param name="low">Value that becomes 0.</param>
    /// <param name="high">Value that becomes 255, above low.</param>
    /// <returns>A new image of rows x columns.</returns>
    /// <exception cref="ArgumentException">There is no such slice, or high is not above low.</exception>
    public GrayImage Slice(int slice, float low, float high)
    {
        if ((uint)slice >= (uint)Shape.Depth || !(high > low))
            throw new ArgumentException($"slice {slice} from {low} to {high} was asked for; slices are 0 to {Shape.Depth - 1}, and high must be above low");
        var picture = new GrayImage(Shape.Rows, Shape.Columns);
        var voxels = Voxels.AsSpan(Shape.IndexOf(slice, 0, 0), picture.Pixels.Length);
        for (var i = 0; i < voxels.Length; i++)
            picture.Pixels[i] = (byte)(Math.Clamp((voxels[i] - low) / (high - low), 0, 1) * 255 + 0.5f);
        return picture;
    }
}
