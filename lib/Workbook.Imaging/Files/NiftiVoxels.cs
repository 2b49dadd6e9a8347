using System.Buffers.Binary;

namespace Workbook.Imaging.Files;

/// <summary>Stored voxels to values and back.</summary>
internal static class NiftiVoxels
{
    /// <summary>Reads stored voxels as float32, the scale applied in float64 and rounded once.</summary>
    /// <param name="stored">Whole voxels in the header's type and order of bytes.</param>
    /// <param name="values">As many values.</param>
    /// <param name="header">Type, order of bytes and scale.</param>
    internal static void Read(ReadOnlySpan<byte> stored, Span<float> values, NiftiHeader header)
    {
        var (size, big) = (header.VoxelBytes, header.IsBigEndian);
        for (var i = 0; i < values.Length; i++)
        {
            var voxel = One(stored.Slice(i * size, size), header.Type, big);
            values[i] = (float)(header.HasScale ? header.Slope * voxel + header.Intercept : voxel);
        }
    }

    private static double One(ReadOnlySpan<byte> bytes, NiftiType type, bool big) => type switch
    {
        NiftiType.UInt8 => bytes[0],
        NiftiType.Int8 => (sbyte)bytes[0],
        NiftiType.Int16 => big ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        NiftiType.UInt16 => big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        NiftiType.Int32 => big ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        NiftiType.Float32 => big ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => big ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    /// <summary>Slope and intercept under which values fit a type: 1 and 0 where all are whole numbers in its range, or for float32.</summary>
    internal static (float Slope, float Intercept) ScaleFor(ReadOnlySpan<float> values, NiftiType type)
    {
        if (type == NiftiType.Float32)
            return (1, 0);
        var (least, most) = Range(type);
        var (low, high, whole) = (values[0], values[0], true);
        foreach (var value in values)
            (low, high, whole) = (Math.Min(low, value), Math.Max(high, value), whole && value == MathF.Floor(value));
        if (whole && low >= least && high <= most)
            return (1, 0);
        var slope = (float)(((double)high - low) / (most - least));
        return slope > 0 ? (slope, (float)(low - (double)slope * least)) : (1, low);
    }

    /// <summary>Writes values as stored voxels, little endian, rounded to the nearest.</summary>
    internal static void Write(ReadOnlySpan<float> values, Span<byte> stored, NiftiType type, (float Slope, float Intercept) scale)
    {
        var (least, most) = type == NiftiType.Float32 ? (0, 0) : Range(type);
        for (var i = 0; i < values.Length; i++)
        {
            if (type == NiftiType.Float32)
                BinaryPrimitives.WriteSingleLittleEndian(stored[(4 * i)..], values[i]);
            else if (Math.Clamp(Math.Round(((double)values[i] - scale.Intercept) / scale.Slope), least, most) is var whole && type == NiftiType.UInt8)
                stored[i] = (byte)whole;
            else
                BinaryPrimitives.WriteInt16LittleEndian(stored[(2 * i)..], (short)whole);
        }
    }

    private static (int Least, int Most) Range(NiftiType type) => type == NiftiType.UInt8 ? (0, byte.MaxValue) : (short.MinValue, short.MaxValue);
}
