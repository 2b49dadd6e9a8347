using System.Buffers.Binary;
using System.Text;
using Workbook.Learning.Storage;

namespace Workbook.Tests.Learning.Storage;

/// <summary>Tensor files put together by hand, good and bad ones.</summary>
internal static class TensorBytes
{
    /// <summary>A file of this header and these data.</summary>
    internal static byte[] File(string header, params byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    /// <summary>A small file of ours: three types, an empty tensor, a single number, metadata.</summary>
    internal static byte[] Good { get; } = new TensorFile(
    [
        new("weight", TensorType.F32, [2, 2], new byte[] { 0, 0, 128, 63, 0, 0, 0, 192, 1, 0, 192, 127, 0, 0, 128, 255 }),
        new("steps", TensorType.I64, [], new byte[] { 40, 0, 0, 0, 0, 0, 0, 0 }),
        new("mask", TensorType.BOOL, [3], new byte[] { 1, 0, 1 }),
        new("nothing", TensorType.F16, [0, 5], default),
    ], new Dictionary<string, string> { ["lambda"] = "0.0130", ["note"] = "µ \"quoted\"" }).ToBytes();
}
