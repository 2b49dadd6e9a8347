using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Workbook.Learning.Devices;

/// <summary>A tensor's memory as numbers.</summary>
internal static class DenseNumbers
{
    /// <summary>The numbers themselves, to read and to write, in the order in which they lie.</summary>
    /// <typeparam name="T">The tensor's type.</typeparam>
    /// <param name="dense">On the CPU and contiguous; to be kept alive as long as the numbers are used.</param>
    internal static Span<T> Numbers<T>(this Tensor dense) where T : struct => MemoryMarshal.Cast<byte, T>(dense.bytes);
}
