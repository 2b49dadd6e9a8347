namespace Workbook.Fuzz.Mutations;

/// <summary>CRC-16/GENIBUS from its definition, bit by bit: the fuzzer repairs checksums without asking the code under test.</summary>
internal static class Crc16
{
    internal static byte[] Of(params ReadOnlySpan<byte[]> parts)
    {
        var crc = 0xFFFF;
        foreach (var part in parts)
            foreach (var value in part)
            {
                crc ^= value << 8;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1;
            }
        return [(byte)(~crc >> 8), (byte)~crc];
    }
}
