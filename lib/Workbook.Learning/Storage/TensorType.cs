namespace Workbook.Learning.Storage;

/// <summary>The kinds of numbers in a tensor file, by the format's own names.</summary>
/// <remarks>In a file the last of these come first, so that every number lies at a multiple of its size.</remarks>
public enum TensorType
{
    /// <summary>True or false, a byte of 1 or 0.</summary>
    BOOL,

    /// <summary>Unsigned integer of 8 bits.</summary>
    U8,

    /// <summary>Signed integer of 8 bits.</summary>
    I8,

    /// <summary>Signed integer of 16 bits.</summary>
    I16,

    /// <summary>IEEE 754 number of 16 bits.</summary>
    F16,

    /// <summary>The upper 16 bits of an <see cref="F32"/>.</summary>
    BF16,

    /// <summary>Signed integer of 32 bits.</summary>
    I32,

    /// <summary>IEEE 754 number of 32 bits.</summary>
    F32,

    /// <summary>IEEE 754 number of 64 bits.</summary>
    F64,

    /// <summary>Signed integer of 64 bits.</summary>
    I64,
}
