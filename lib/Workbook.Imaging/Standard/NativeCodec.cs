using ImageMagick;
using Workbook.Codecs;
using Workbook.Imaging.Files;

namespace Workbook.Imaging.Standard;

/// <summary>What the standard codecs share: a format's own bytes without metadata, and one kind of error.</summary>
internal static class NativeCodec
{
    internal static byte[] Encode(RgbImage image, MagickFormat format, Action<MagickImage> set)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var native = NativeImages.From(image);
        set(native);
        try
        {
            return native.ToByteArray(format);
        }
        catch (MagickException e)
        {
            throw new ArgumentException($"{format} cannot code an image of {image.Rows} x {image.Columns} pixels ({e.Message}); "
                + "use a smaller image or another codec", nameof(image), e);
        }
    }

    internal static RgbImage Decode(ReadOnlySpan<byte> stream, MagickFormat format, Limits limits)
    {
        if (stream.Length > limits.MaxFileBytes)
            throw new BitstreamException($"the stream has {stream.Length:N0} bytes, allowed {limits.MaxFileBytes:N0}; "
                + "raise Limits.MaxFileBytes only for streams you trust");
        if (!FileKind.TryFind(stream, out var found) || found != format)
            throw new BitstreamException(stream.IsEmpty ? $"the stream is empty, expected {format}; check what wrote it"
                : $"bytes 0-{Math.Min(8, stream.Length) - 1} are {Convert.ToHexString(stream[..Math.Min(8, stream.Length)])}, "
                + $"which does not begin a {format} stream; decode it with the codec that wrote it");
        try
        {
            return NativeImages.Decode(stream, format, limits);
        }
        catch (InvalidDataException e)
        {
            throw new BitstreamException(e.Message, e);
        }
        catch (MagickException e)
        {
            throw new BitstreamException($"the {format} stream of {stream.Length:N0} bytes is damaged or cut short ({e.Message}); "
                + "encode the image again", e);
        }
    }

    internal static int InRange(int value, int least, int most, string name) => value >= least && value <= most ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} is {value}, allowed {least} to {most}");
}
