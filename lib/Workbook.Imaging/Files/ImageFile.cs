using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>Reads and writes image files.</summary>
/// <remarks>
/// Read: PNG, JPEG, TIFF, BMP, PGM and PPM, also WebP, AVIF, JPEG XL and JPEG 2000. The content decides, not the name. Written: PNG, JPEG,
/// BMP, TIFF, PGM and PPM, by the name's ending.
/// <para>Every image becomes 8-bit RGB: grey is repeated, palettes are looked up, 16 bits are scaled by 255/65535, CMYK becomes RGB by
/// the plain formula. Embedded colour profiles are not applied, as in most readers for machine learning: the numbers of the file count.
/// Transparent pixels are laid on white. A turn noted in EXIF is carried out, so a photograph stands upright. Of a file with several
/// pages or frames the first is read.</para>
/// <para>Lossless formats give back exactly the pixels that were written. What a lossy format decodes to is fixed by the bundled native
/// library and may change by one step with its version.</para>
/// </remarks>
public static class ImageFile
{
    /// <summary>Quality that <see cref="Write(string, RgbImage)"/> uses for JPEG.</summary>
    public const int JpegQuality = 95;

    private const string Writable = ".png, .jpg, .jpeg, .bmp, .tif, .tiff, .pgm and .ppm";

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The image as 8-bit RGB.</returns>
    /// <exception cref="ImageFileException">The file is missing, damaged, of a kind that is not read, or over the limits.</exception>
    public static RgbImage Read(string path, Limits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Decode(Bytes(path, limits ?? Limits.Default), limits, path);
    }

    /// <summary>Decodes the content of an image file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The image as 8-bit RGB.</returns>
    /// <exception cref="ImageFileException">The bytes are damaged, of a kind that is not read, or over the limits.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> bytes, Limits? limits = null) => Decode(bytes, limits, $"image of {bytes.Length:N0} bytes");

    /// <summary>The kind of image file that some bytes begin.</summary>
    /// <param name="bytes">The whole file, or its first 256 bytes.</param>
    /// <returns>For example <c>PNG</c> or <c>JPEG 2000</c>; null for a kind that is not read.</returns>
    public static string? KindOf(ReadOnlySpan<byte> bytes) => FileKind.TryFind(bytes, out var format) ? FileKind.Name(format) : null;

    /// <summary>Reads a mask: 255 where the file's luma is at least 128, else 0.</summary>
    /// <remarks>The threshold cleans masks that were stored as JPEG. A file that marks with the value 1 instead of 255 reads as empty.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>One byte a pixel, 0 or 255.</returns>
    /// <exception cref="ImageFileException">As for <see cref="Read"/>.</exception>
    public static GrayImage ReadMask(string path, Limits? limits = null)
    {
        var mask = Read(path, limits).ToGray();
        foreach (ref var value in mask.Pixels.AsSpan())
            value = value >= 128 ? byte.MaxValue : byte.MinValue;
        return mask;
    }

    /// <summary>Writes an image file; the name's ending chooses the format.</summary>
    /// <remarks>The bytes go to a neighbour file that is renamed when it is on disk, so a reader never meets half a file. PGM stores luma.</remarks>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ArgumentException">The ending is none that is written.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Write(string path, RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var format = Format(path);
        if (format == MagickFormat.Pgm)
            Write(path, image.ToGray());
        else
            using (var native = NativeImages.From(image))
                Write(path, native, format);
    }

    /// <summary>Writes an image of one channel; the name's ending chooses the format.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ArgumentException">The ending is none that is written.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Write(string path, GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var native = NativeImages.From(image);
        Write(path, native, Format(path));
    }

    private static void Write(string path, MagickImage native, MagickFormat format)
    {
        native.Quality = format == MagickFormat.Jpeg ? (uint)JpegQuality : native.Quality;
        AtomicFile.Write(path, native.ToByteArray(format));
    }

    private static MagickFormat Format(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => MagickFormat.Png,
            ".jpg" or ".jpeg" => MagickFormat.Jpeg,
            ".bmp" => MagickFormat.Bmp,
            ".tif" or ".tiff" => MagickFormat.Tiff,
            ".pgm" => MagickFormat.Pgm,
            ".ppm" => MagickFormat.Ppm,
            var other => throw new ArgumentException($"the name \"{path}\" ends in \"{other}\", but images are written as {Writable}; "
                + "for other formats use a codec of Workbook.Imaging.Standard", nameof(path)),
        };
    }

    internal static byte[] Bytes(string path, Limits limits)
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(file);
            if (length > Math.Min(limits.MaxFileBytes, Array.MaxLength))
                throw new ImageFileException($"{path} has {length:N0} bytes, allowed {limits.MaxFileBytes:N0}; "
                    + "raise Limits.MaxFileBytes only for files you trust");
            var bytes = new byte[length];
            for (int at = 0, count; at < bytes.Length; at += count)
                if ((count = RandomAccess.Read(file, bytes.AsSpan(at), at)) == 0)
                    throw new ImageFileException($"{path} became shorter while it was read; wait until its writer is done and read again");
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"{path} cannot be read: {e.Message} Check the name, the working folder "
                + $"({Environment.CurrentDirectory}) and the rights", e);
        }
    }

    private static RgbImage Decode(ReadOnlySpan<byte> bytes, Limits? limits, string name)
    {
        limits ??= Limits.Default;
        if (bytes.Length > limits.MaxFileBytes)
            throw new ImageFileException($"{name}: allowed are {limits.MaxFileBytes:N0} bytes; raise Limits.MaxFileBytes only for files you trust");
        if (!FileKind.TryFind(bytes, out var format))
            throw new ImageFileException(bytes.IsEmpty ? $"{name} is empty; get it again from its source"
                : $"{name} begins with {Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)])}, which is no image kind that is read "
                + $"({FileKind.Readable}, told by content and not by name); convert it to PNG first");
        try
        {
            return NativeImages.Decode(bytes, format, limits);
        }
        catch (InvalidDataException e)
        {
            throw new ImageFileException($"{name}: {e.Message}", e);
        }
        catch (MagickException e)
        {
            throw new ImageFileException($"{name} is a damaged or unfinished {format} file ({e.Message}); get it again from its source", e);
        }
    }
}
