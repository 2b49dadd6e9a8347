namespace Workbook.Learning.Designs;

/// <summary>The networks that descend in a stage of a design.</summary>
[Flags]
public enum JointPart
{
    /// <summary>C, on the device.</summary>
    Compression = 1,

    /// <summary>g, in the cloud.</summary>
    Reconstruction = 2,

    /// <summary>S, in the cloud.</summary>
    Segmentation = 4,

    /// <summary>C and g.</summary>
    Codec = Compression | Reconstruction,

    /// <summary>C, g and S.</summary>
    All = Codec | Segmentation,
}
