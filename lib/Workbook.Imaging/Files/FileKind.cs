using ImageMagick;

namespace Workbook.Imaging.Files;

/// <summary>The kinds of image file that are read, told apart by their first bytes and by nothing else.</summary>
/// <remarks>The native library behind us reads some 200 kinds, among them scripts, drawings and addresses. A file reaches it only when
/// its content has one of these signatures, and then with that one reader named, so the file's name decides nothing.</remarks>
internal static class FileKind
{
    internal const string Readable = "PNG, JPEG, TIFF, BMP, PGM, PPM, WebP, AVIF, JPEG XL and JPEG 2000";

    internal static bool TryFind(ReadOnlySpan<byte> bytes, out MagickFormat format)
    {
        format = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MagickFormat.Png,
            [0xFF, 0xD8, 0xFF, ..] => MagickFormat.Jpeg,
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => MagickFormat.Tiff,
            [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => MagickFormat.Bmp,
            [(byte)'P', (byte)'2' or (byte)'5', var space, ..] when IsSpace(space) => MagickFormat.Pgm,
            [(byte)'P', (byte)'3' or (byte)'6', var space, ..] when IsSpace(space) => MagickFormat.Ppm,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => MagickFormat.WebP,
            [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A, ..] => MagickFormat.Jxl,
            [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A, ..] => MagickFormat.Jp2,
            [0xFF, 0x4F, 0xFF, 0x51, ..] => MagickFormat.J2k,
            [0, 0, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when NamesAvif(bytes) => MagickFormat.Avif,
            _ => MagickFormat.Unknown,
        };
        return format != MagickFormat.Unknown;
    }

    /// <summary>A kind as people write it.</summary>
    internal static string Name(MagickFormat format) => format switch
    {
        MagickFormat.WebP => "WebP",
        MagickFormat.Jxl => "JPEG XL",
        MagickFormat.Jp2 or MagickFormat.J2k => "JPEG 2000",
        _ => format.ToString().ToUpperInvariant(),
    };

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    // The first box lists four-letter brands from byte 8 on (byte 12 is a version); HEIC and video files share the box but not the brand.
    private static bool NamesAvif(ReadOnlySpan<byte> bytes)
    {
        var box = bytes[..Math.Min(bytes.Length, Math.Min(bytes[2] << 8 | bytes[3], 256))];
        for (var at = 8; at + 4 <= box.Length; at += 4)
            if (box.Slice(at, 4).SequenceEqual("avif"u8))
                return true;
        return false;
    }
}
