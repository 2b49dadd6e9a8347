using Workbook.Codecs;

namespace Workbook.Imaging.Standard;

/// <summary>The header of a BPG file of 8-bit colour: Bellard, "BPG Specification", version 0.9.5, section 3.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="FullColor">4:4:4; otherwise 4:2:0 with chroma in the middle of four pixels.</param>
/// <param name="Tools">What the coded picture uses.</param>
internal readonly record struct BpgHeader(int Rows, int Columns, bool FullColor, HevcTools Tools)
{
    internal const int MostSide = 65536;

    private const int HalfColorFormat = 1 << 5, FullColorFormat = 3 << 5, MostGroups = 5;

    internal static ReadOnlySpan<byte> Magic => [(byte)'B', (byte)'P', (byte)'G', 0xFB];

    /// <summary>Sides of the coded picture, whole smallest blocks.</summary>
    internal (int Rows, int Columns) Coded => (Filled(Rows), Filled(Columns));

    /// <summary>The file.</summary>
    internal byte[] With(ReadOnlySpan<byte> picture)
    {
        var tools = Tools.ToBytes();
        return [.. Magic, (byte)(FullColor ? FullColorFormat : HalfColorFormat), 0, .. Number(Columns), .. Number(Rows), 0, .. Number(tools.Length), .. tools, .. picture];
    }

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="BitstreamException">It is no BPG file, one of a kind that is not read here, or over the limits.</exception>
    internal static BpgHeader Open(ReadOnlySpan<byte> file, Limits limits, out ReadOnlySpan<byte> picture)
    {
        if (file.Length > limits.MaxFileBytes)
            throw new BitstreamException($"the file has {file.Length:N0} bytes, allowed {limits.MaxFileBytes:N0}; raise Limits.MaxFileBytes only for files you trust");
        if (!file.StartsWith(Magic))
            throw new BitstreamException($"the {file.Length:N0} bytes do not begin with 425047FB as a BPG file does; decode them with the codec that wrote them");
        var fields = new FieldReader("BPG file", file);
        fields.Bytes(Magic.Length);
        var (format, rest) = (fields.Byte(), fields.Byte());
        fields.Require(format is HalfColorFormat or FullColorFormat && rest == 0,
            $"format {format:X2}{rest:X2}; read here are 2000 and 6000, full-range YCbCr of 8 bits in 4:2:0 and 4:4:4 without alpha, extensions and animation");
        var (columns, rows, length) = (Number(ref fields), Number(ref fields), Number(ref fields));
        fields.Require(rows is >= 1 and <= MostSide && columns is >= 1 and <= MostSide && rows * columns <= Math.Min(limits.MaxPixels, Array.MaxLength / 4),
            $"the header asks for {rows} x {columns} pixels, allowed {limits.MaxPixels:N0}; raise Limits.MaxPixels only for files you made");
        var toolBytes = Number(ref fields);
        fields.Require(toolBytes <= fields.Remaining, $"{toolBytes} bytes of header were expected, {fields.Remaining} are left; it was cut short");
        var tools = HevcTools.Of(fields.Bytes((int)toolBytes));
        picture = fields.Bytes(fields.Remaining);
        fields.Require(length == 0 || length == picture.Length, $"{length:N0} bytes of picture were expected, there are {picture.Length:N0}; it was cut short or goes on");
        return new((int)rows, (int)columns, format == FullColorFormat, tools);
    }

    /// <summary>Seven bits a byte, the highest first; the highest bit says that more follow.</summary>
    private static byte[] Number(int value)
    {
        var groups = new Stack<byte>([(byte)(value & 127)]);
        while ((value >>= 7) > 0)
            groups.Push((byte)(value & 127 | 128));
        return [.. groups];
    }

    private static long Number(ref FieldReader fields)
    {
        var value = 0L;
        for (var group = 0; group < MostGroups; group++)
        {
            var next = fields.Byte();
            fields.Require(group > 0 || next != 128, "a number begins with zeros");
            value = value << 7 | (long)(next & 127);
            if (next < 128)
                return value;
        }
        throw new BitstreamException($"the number that ends before byte {fields.Position} is too long; the file is damaged");
    }

    private int Filled(int side)
    {
        var block = 8 << Tools.LeastBlock;
        return (side + block - 1) / block * block;
    }
}
