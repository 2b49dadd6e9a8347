using System.Buffers.Binary;
using System.IO.Compression;
using Workbook.Codecs;

namespace Workbook.Results.Figures;

/// <summary>Writes images as PNG, so that figures can hold them.</summary>
/// <remarks>ISO/IEC 15948: 8 bits a sample, no interlace. Each row takes filter 0 (none) or 1 (sub), whichever has the smaller sum of
/// absolute differences, the rule the standard suggests.</remarks>
internal static class PngWriter
{
    private const byte Gray = 0;
    private const byte Truecolor = 2;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => Divide((uint)i))];

    public static byte[] Encode(RgbImage image) => Encode(image.Pixels, image.Rows, image.Columns, 3, Truecolor);

    public static byte[] Encode(GrayImage image) => Encode(image.Pixels, image.Rows, image.Columns, 1, Gray);

    private static byte[] Encode(byte[] pixels, int rows, int columns, int channels, byte colorType)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], rows);
        (header[8], header[9]) = (8, colorType);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, columns * channels, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(byte[] pixels, int stride, int channels)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var sub = new byte[stride];
            for (var start = 0; start < pixels.Length; start += stride)
            {
                var row = pixels.AsSpan(start, stride);
                for (var i = 0; i < stride; i++)
                    sub[i] = (byte)(row[i] - (i < channels ? 0 : row[i - channels]));
                var useSub = Weight(sub) < Weight(row);
                zlib.WriteByte(useSub ? (byte)1 : (byte)0);
                zlib.Write(useSub ? sub : row);
            }
        }
        return data.ToArray();
    }

    private static long Weight(ReadOnlySpan<byte> row)
    {
        long sum = 0;
        foreach (var value in row)
            sum += value < 128 ? value : 256 - value;
        return sum;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
