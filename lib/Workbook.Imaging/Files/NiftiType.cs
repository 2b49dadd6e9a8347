namespace Workbook.Imaging.Files;

/// <summary>How a NIfTI-1 file stores a voxel; the numbers are the format's own.</summary>
public enum NiftiType : short
{
    /// <summary>Unsigned, 8 bits: the usual one for labels.</summary>
    UInt8 = 2,

    /// <summary>Signed, 16 bits: the usual one for scans.</summary>
    Int16 = 4,

    /// <summary>Signed, 32 bits; read only, rounded to float32.</summary>
    Int32 = 8,

    /// <summary>IEEE, 32 bits.</summary>
    Float32 = 16,

    /// <summary>IEEE, 64 bits; read only, rounded to float32.</summary>
    Float64 = 64,

    /// <summary>Signed, 8 bits; read only.</summary>
    Int8 = 256,

    /// <summary>Unsigned, 16 bits; read only.</summary>
    UInt16 = 512,
}
