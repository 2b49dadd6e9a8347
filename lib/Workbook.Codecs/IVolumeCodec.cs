namespace Workbook.Codecs;

/// <summary>A codec for volumes of 8 bits a voxel whose streams can be written to a file and read on another machine.</summary>
/// <remarks>
/// Volumes lie in [0, 1], as networks read them and as scans come out of a scaling to one range. Coded are 256 levels: a voxel v becomes the byte
/// floor(255 v + 1/2), and byte b comes back as b / 255. Bits per voxel are always counted on the whole stream: 8 * length / (depth * rows * columns).
/// A stream needs nothing beside it: it holds the shape, and the voxel spacing to a micrometre.
/// </remarks>
public interface IVolumeCodec
{
    /// <summary>Name and setting, as shown in legends and result files, for example <c>HEVC volume QP=30</c>.</summary>
    string Name { get; }

    /// <summary>Codes a volume.</summary>
    /// <param name="volume">Voxels in [0, 1], of which 256 levels are kept.</param>
    /// <returns>The whole stream, header included.</returns>
    /// <exception cref="ArgumentException">A voxel lies outside [0, 1], or the codec cannot code a volume of this shape.</exception>
    byte[] Encode(Volume volume);

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <returns>The volume in [0, 1], of the shape of the one that was coded.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this codec.</exception>
    Volume Decode(ReadOnlySpan<byte> stream);
}
