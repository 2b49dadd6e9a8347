using System.Buffers.Binary;

namespace Workbook.Imaging.Standard;

/// <summary>A JPEG 2000 codestream of one tile in one part, as its main header and its packets (ITU-T T.800, annex A).</summary>
internal static class Codestream
{
    private const int Comment = 0xFF64, StartOfTile = 0xFF90, StartOfData = 0xFF93, End = 0xFFD9, TilePartHeader = 14;

    /// <summary>Takes one apart.</summary>
    /// <returns>All before the tile, without comments; all between the start of the tile's data and the end of the codestream.</returns>
    /// <exception cref="InvalidDataException">It is not of one tile in one part.</exception>
    internal static (byte[] Main, byte[] Packets) Split(ReadOnlySpan<byte> codestream)
    {
        var (main, at) = (new List<byte>(codestream[..2].ToArray()), 2);
        for (int length; Marker(codestream, at) != StartOfTile; at += length)
        {
            length = 2 + Marker(codestream, at + 2);
            if (Marker(codestream, at) != Comment)
                main.AddRange(codestream.Slice(at, length));
        }
        var packets = codestream[(at + TilePartHeader)..^2].ToArray();
        return codestream[at..].SequenceEqual(Tile(packets)) ? ([.. main], packets)
            : throw new InvalidDataException("the JPEG 2000 codestream is not of one tile in one part");
    }

    /// <summary>Puts one together.</summary>
    internal static byte[] Join(ReadOnlySpan<byte> main, ReadOnlySpan<byte> packets) => [.. main, .. Tile(packets)];

    private static byte[] Tile(ReadOnlySpan<byte> packets)
    {
        var tile = new byte[TilePartHeader + packets.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(tile, StartOfTile);
        tile[3] = 10; // the segment's length; tile 0, part 0
        BinaryPrimitives.WriteInt32BigEndian(tile.AsSpan(6), TilePartHeader + packets.Length);
        tile[11] = 1; // of one part
        BinaryPrimitives.WriteUInt16BigEndian(tile.AsSpan(12), StartOfData);
        packets.CopyTo(tile.AsSpan(TilePartHeader));
        BinaryPrimitives.WriteUInt16BigEndian(tile.AsSpan(tile.Length - 2), End);
        return tile;
    }

    private static int Marker(ReadOnlySpan<byte> codestream, int at) => BinaryPrimitives.ReadUInt16BigEndian(codestream[at..]);
}
