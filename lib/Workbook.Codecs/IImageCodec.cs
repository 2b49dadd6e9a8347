namespace Workbook.Codecs;

/// <summary>A codec for still images whose streams can be written to a file and read on another machine.</summary>
/// <remarks>Bits per pixel are always counted on the whole stream: 8 * length / (rows * columns).</remarks>
public interface IImageCodec
{
    /// <summary>Name and setting, as shown in legends and result files, for example <c>WebP q=1</c>.</summary>
    string Name { get; }

    /// <summary>Codes an image.</summary>
    /// <param name="image">The image to code.</param>
    /// <returns>The whole stream, header included.</returns>
    /// <exception cref="ArgumentException">The codec cannot code an image of this size.</exception>
    byte[] Encode(RgbImage image);

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>The image, of the size of the one that was coded.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this codec.</exception>
    RgbImage Decode(ReadOnlySpan<byte> stream);
}
