using Workbook.Codecs;

namespace Workbook.Fuzz.Mutations;

/// <summary>Numbers that readers get wrong: borders, powers of two, sizes whose product overflows.</summary>
internal static class Numbers
{
    private static readonly long[] Interesting =
    [
        0, 1, 2, 3, 7, 8, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 257, 511, 512, 1023, 4095, 4096, 32767, 32768, 46341, 49151, 49152,
        65535, 65536, 65537, 1 << 20, (1 << 26) + 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000, 0x7FFFFFFFFF,
    ];

    /// <summary>A hostile number.</summary>
    internal static long Any(SeededRandom random) => Interesting[random.Next(Interesting.Length)];

    /// <summary>A side that is often small enough to be accepted.</summary>
    internal static long Side(SeededRandom random) => random.Next(3) == 0 ? Any(random) : 1 + random.Next(random.Next(2) == 0 ? 8 : 300);

    /// <summary>Seven bits a byte, the lowest first; now and then in a longer spelling than needed.</summary>
    internal static byte[] Varint(long value, SeededRandom random)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
            bytes.Add((byte)(value & 127 | 128));
        bytes.Add((byte)value);
        if (random.Next(40) == 0)
        {
            bytes[^1] |= 128;
            bytes.Add(0);
        }
        return [.. bytes];
    }
}
