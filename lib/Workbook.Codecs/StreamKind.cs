namespace Workbook.Codecs;

/// <summary>Byte 0 of every stream but <c>paper</c>: two bits 11, three bits of kind, three bits of version.</summary>
/// <remarks>The kind 000 is two: its first bit of version tells <see cref="Triangulation"/> from <see cref="Recurrent"/>, which leaves each two bits of version.</remarks>
internal static class StreamKind
{
    /// <summary>A still image in iterations, by a recurrent network.</summary>
    internal const int Recurrent = 0;

    internal const int Compact = 1;
    internal const int Vertex = 2;
    internal const int KeyFrame = 3;
    internal const int ChangedFrame = 4;

    /// <summary>A still image by a learned codec of Workbook.Learning.</summary>
    internal const int Learned = 5;

    /// <summary>The binary code of a network that compresses for a task.</summary>
    internal const int Joint = 6;

    /// <summary>A volume of 8 bits a voxel; in place of the version stands its coder, of <see cref="VolumeHeader"/>.</summary>
    internal const int Volume = 7;

    /// <summary>A triangulation whose vertices take their colours from a table.</summary>
    internal const int Triangulation = 8;

    private const int Mark = 0b11_000_000, Half = 0b100;

    internal static byte Byte(int kind, int version) => (byte)(Mark | (kind == Triangulation ? Half : kind << 3) | version);

    internal static bool IsPaper(byte first) => (first & Mark) != Mark;

    internal static int Of(byte first) => (first >> 3 & 7) == Recurrent && (first & Half) != 0 ? Triangulation : first >> 3 & 7;

    internal static int Version(byte first) => Of(first) is Recurrent or Triangulation ? first & Half - 1 : first & 7;
}
