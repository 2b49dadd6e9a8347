using System.Runtime.InteropServices;

namespace Workbook.Learning.Storage;

/// <summary>Between numbers of 32 and of 16 bits (IEEE 754), of which the latter keep 11 binary digits.</summary>
internal static class HalfNumbers
{
    /// <summary>An <see cref="TensorType.F32"/> tensor rounded to <see cref="TensorType.F16"/>; what is beyond 65504 becomes infinite.</summary>
    internal static StoredTensor Shorten(StoredTensor tensor)
    {
        var halves = Array.ConvertAll(MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray(), value => (Half)value);
        return new StoredTensor(tensor.Name, TensorType.F16, [.. tensor.Shape], MemoryMarshal.AsBytes<Half>(halves).ToArray());
    }

    /// <summary>An <see cref="TensorType.F16"/> tensor as <see cref="TensorType.F32"/>, exactly; any other as it is.</summary>
    internal static StoredTensor Widen(StoredTensor tensor)
    {
        if (tensor.Type != TensorType.F16)
            return tensor;
        var singles = Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(tensor.Data.Span).ToArray(), value => (float)value);
        return new StoredTensor(tensor.Name, TensorType.F32, [.. tensor.Shape], MemoryMarshal.AsBytes<float>(singles).ToArray());
    }
}
