namespace Workbook.Codecs;

/// <summary>The 16-bit checksum of short streams: CRC-16/GENIBUS (polynomial 1021 hex, start FFFF hex, highest bit first,
/// inverted at the end).</summary>
/// <remarks>The fingerprint of the knowledge or model goes in first, so that a stream made with another one does not pass. Every change of a
/// single bit, of two bits, or inside 16 neighbouring bits is found with certainty. Without the inversion, zero bytes behind a
/// stream would not be found.</remarks>
internal static class Checksum16
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    internal static ushort Of(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> bytes) =>
        (ushort)~Continue(Continue(0xFFFF, fingerprint), bytes);

    private static ushort Continue(ushort crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = (ushort)(crc << 8 ^ Table[(crc >> 8 ^ value) & 255]);
        return crc;
    }

    private static ushort Entry(int index)
    {
        var crc = index << 8;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
        return (ushort)crc;
    }
}
