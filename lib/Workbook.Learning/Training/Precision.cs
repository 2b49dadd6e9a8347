namespace Workbook.Learning.Training;

/// <summary>What the forward and backward passes of a training compute in; weights, sums and the optimiser are float32 always.</summary>
public enum Precision
{
    /// <summary>float32: the same result on every run of one machine and thread count.</summary>
    Float32,

    /// <summary>Convolutions and matrix products in bfloat16, see <see cref="Devices.Autocast"/>.</summary>
    Bfloat16,

    /// <summary><see cref="Bfloat16"/> where the device multiplies in it faster, else <see cref="Float32"/>.</summary>
    Auto,
}
