using System.Numerics;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;

namespace Workbook.Imaging.Standard;

/// <summary>Numbers as HEVC's parameter sets have them: ue(v) of ITU-T H.265, section 9.2.</summary>
internal static class ExpGolomb
{
    private const int MostZeros = 16;

    internal static void Write(BitWriter writer, int value)
    {
        var length = BitOperations.Log2((uint)value + 1);
        writer.Write(0, length);
        writer.Write((uint)value + 1, length + 1);
    }

    /// <exception cref="BitstreamException">The bits end, or the number is above 2^17.</exception>
    internal static int Read(ref BitReader reader)
    {
        var length = 0;
        while (reader.Read(1) == 0)
            if (++length > MostZeros)
                throw new BitstreamException($"a number begins with more than {MostZeros} zero bits; the picture's header is damaged");
        return (int)(1u << length | reader.Read(length)) - 1;
    }
}
