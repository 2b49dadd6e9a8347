using ImageMagick;
using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>The one door to the native image library: pixels in and out, one thread, limits before memory.</summary>
internal static class NativeImages
{
    // Set once for the process. One thread, so that a timing is of one core and parallel batches do not fight each other. No pixel
    // cache on disk: an image too large for memory is refused instead of filling the disk.
    static NativeImages()
    {
        ResourceLimits.Thread = 1;
        ResourceLimits.Disk = 0;
        ResourceLimits.Memory = 4UL << 30;
        ResourceLimits.MaxMemoryRequest = 4UL << 30;
        ResourceLimits.ListLength = 16;
        OpenCL.IsEnabled = false;
    }

    /// <summary>Pixels as a native image, ready to be written. Holds no metadata, no date and no profile.</summary>
    internal static MagickImage From(RgbImage image) => From(image.Pixels, image.Rows, image.Columns, "RGB");

    /// <inheritdoc cref="From(RgbImage)"/>
    internal static MagickImage From(GrayImage image)
    {
        var native = From(image.Pixels, image.Rows, image.Columns, "I");
        native.ColorSpace = ColorSpace.Gray;
        return native;
    }

    private static MagickImage From(byte[] pixels, int rows, int columns, string mapping)
    {
        var native = new MagickImage(pixels, new PixelReadSettings((uint)columns, (uint)rows, StorageType.Char, mapping));
        native.Strip();
        return native;
    }

    /// <summary>Decodes one image with the reader of the given format. The size in the header is checked before any pixel.</summary>
    /// <exception cref="MagickException">The reader found damage.</exception>
    /// <exception cref="InvalidDataException">The header asks for more than the limits allow.</exception>
    internal static RgbImage Decode(ReadOnlySpan<byte> bytes, MagickFormat format, Limits limits)
    {
        var settings = new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 };
        using var native = new MagickImage();
        var damage = default(MagickException);
        native.Warning += (_, warning) => damage ??= MeansDamage(warning.Exception) ? warning.Exception : null;
        native.Ping(bytes, settings);
        CheckSize(native.Width, native.Height, limits);
        native.Read(bytes, settings);
        CheckSize(native.Width, native.Height, limits);
        return damage is null ? ToRgb(native) : throw damage;
    }

    // A JPEG cut short is only a warning there, and its missing part comes out grey. A few stray bytes between two of its segments, as
    // some cameras leave them, change no pixel.
    private static bool MeansDamage(MagickException warning) => warning is MagickCorruptImageWarningException
        && !warning.Message.Contains("extraneous bytes", StringComparison.Ordinal);

    private static void CheckSize(uint columns, uint rows, Limits limits)
    {
        if (rows < 1 || columns < 1 || (ulong)rows * columns > (ulong)limits.MaxPixels)
            throw new InvalidDataException($"the header asks for {rows} x {columns} pixels, allowed 1 to {limits.MaxPixels:N0}; "
                + "raise Limits.MaxPixels only for files you trust");
    }

    private static RgbImage ToRgb(MagickImage native)
    {
        native.AutoOrient();
        if (native.HasAlpha)
        {
            native.BackgroundColor = MagickColors.White;
            native.Alpha(AlphaAction.Remove);
        }
        if (native.ColorSpace is not (ColorSpace.sRGB or ColorSpace.Gray))
            native.ColorSpace = ColorSpace.sRGB;
        using var pixels = native.GetPixels();
        return new RgbImage((int)native.Height, (int)native.Width, pixels.ToByteArray(PixelMapping.RGB)!);
    }
}
