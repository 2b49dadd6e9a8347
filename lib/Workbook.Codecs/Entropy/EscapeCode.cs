using System.Numerics;

namespace Workbook.Codecs.Entropy;

/// <summary>Codes how far a value lies outside its table, behind the table's escape.</summary>
/// <remarks>In even bits: 1 whether it lies above, <see cref="LengthBits"/> for the length k of the distance, k for the distance without
/// its highest bit. Distance 1 is the value next to the table's border. Every combination of bits is a value.</remarks>
internal static class EscapeCode
{
    /// <summary>Bits of the largest distance.</summary>
    internal const int MaxLength = 1 << LengthBits;

    private const int LengthBits = 4;

    internal static double Bits(IntegerTable table, int value) => 1 + LengthBits + BitOperations.Log2(Distance(table, value));

    internal static void Encode(RangeEncoder encoder, IntegerTable table, int value)
    {
        uint distance = Distance(table, value);
        int length = BitOperations.Log2(distance);
        encoder.EncodeBits(value > table.Last ? 1u : 0u, 1);
        encoder.EncodeBits((uint)length, LengthBits);
        encoder.EncodeBits(distance & ((1u << length) - 1), length);
    }

    internal static int Decode(ref RangeDecoder decoder, IntegerTable table)
    {
        bool above = decoder.DecodeBits(1) != 0;
        int length = (int)decoder.DecodeBits(LengthBits);
        int distance = (int)(1u << length | decoder.DecodeBits(length));
        return above ? table.Last + distance : table.First - distance;
    }

    private static uint Distance(IntegerTable table, int value)
    {
        long distance = value > table.Last ? (long)value - table.Last : (long)table.First - value;
        return distance <= IntegerTable.MaxDistance ? (uint)distance
            : throw new ArgumentOutOfRangeException(nameof(value), value,
                $"the value lies {distance:N0} outside its table of {table.First} to {table.Last}, allowed is {IntegerTable.MaxDistance:N0}");
    }
}
