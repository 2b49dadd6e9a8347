using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>How a scene in 3D is drawn.</summary>
public sealed record VolumeSceneOptions
{
    /// <summary>Sizes in voxels, each 16 to 512. The field of view is the same 160 mm along the larger side of a slice, so more voxels are
    /// smaller ones.</summary>
    public VolumeShape Shape { get; init; } = new(48, 64, 64);

    /// <summary>Deviation of the noise over the brightness of blood, 0 to 0.5. Null: differs from scan to scan, 0.03 to 0.08.</summary>
    public double? Noise { get; init; }

    /// <summary>How far the receiving coils' unevenness changes the brightness, 0 to 0.9. Null: differs from scan to scan, 0.2 to 0.6.</summary>
    public double? Bias { get; init; }

    internal VolumeSceneOptions Checked()
    {
        if (Shape is not ({ Depth: >= 16 and <= 512, Rows: >= 16 and <= 512, Columns: >= 16 and <= 512 }))
            throw new ArgumentException($"a scene of {Shape} voxels was asked for; each side must be 16 to 512");
        if (Noise is not (null or (>= 0 and <= 0.5)) || Bias is not (null or (>= 0 and <= 0.9)))
            throw new ArgumentException($"noise {Noise} and bias {Bias} were asked for; allowed are 0 to 0.5 and 0 to 0.9");
        return this;
    }
}
