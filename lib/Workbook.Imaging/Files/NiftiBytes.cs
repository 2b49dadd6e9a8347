using System.IO.Compression;
using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>The bytes of a NIfTI-1 file, unpacked where they are a gzip stream; told by content, not by name.</summary>
internal static class NiftiBytes
{
    private const int MostPacked = 1032; // deflate makes nothing longer than this many times its length
    private const int Block = 1 << 16; // divisible by the size of every voxel

    /// <summary>Reads the header, then hands the voxels over in blocks of whole voxels.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is accepted before memory is taken.</param>
    /// <param name="start">Gets the header; makes what takes the voxels.</param>
    /// <exception cref="InvalidDataException">The bytes are no good file.</exception>
    internal static NiftiHeader Read(byte[] file, Limits limits, Func<NiftiHeader, Action<ReadOnlySpan<byte>, int>>? start = null)
    {
        var packed = file is [0x1F, 0x8B, ..];
        using var stream = packed ? (Stream)new GZipStream(new MemoryStream(file), CompressionMode.Decompress) : new MemoryStream(file);
        var fixedPart = new byte[NiftiFields.FirstData];
        var header = NiftiFields.Parse(fixedPart.AsSpan(0, stream.ReadAtLeast(fixedPart, fixedPart.Length, throwOnEndOfStream: false)), limits);
        CheckLength(header, file, packed);
        if (start is not null)
            ReadVoxels(stream, header, start(header));
        return header;
    }

    private static void CheckLength(NiftiHeader header, byte[] file, bool packed)
    {
        if (!packed && file.LongLength != header.FileBytes)
            throw new InvalidDataException($"there are {file.LongLength:N0} bytes, but the header asks for {header.FileBytes:N0} ({header.Shape} voxels of "
                + $"{header.VoxelBytes} bytes from byte {header.DataOffset} on); get the file again from its source");
        if (packed && header.FileBytes / MostPacked > file.LongLength)
            throw new InvalidDataException($"{file.LongLength:N0} packed bytes cannot hold the {header.FileBytes:N0} that the header asks for; "
                + "the file is damaged or a trap");
        if (packed && (file.Length < 18 || BitConverter.ToUInt32(file, file.Length - 4) != (uint)header.FileBytes))
            throw new InvalidDataException($"the packed file does not end in the length {header.FileBytes:N0} that the header asks for; "
                + "it is cut short, in several pieces, or something hangs behind it: unpack and pack it again, or get it again from its source");
    }

    private static void ReadVoxels(Stream stream, NiftiHeader header, Action<ReadOnlySpan<byte>, int> take)
    {
        var block = new byte[Block];
        for (var skip = header.DataOffset - NiftiFields.FirstData; skip > 0; skip -= Block)
            stream.ReadExactly(block, 0, (int)Math.Min(skip, Block));
        var left = header.Shape.Count * header.VoxelBytes;
        for (var voxel = 0; left > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(left, Block));
            stream.ReadExactly(part);
            take(part, voxel);
            (left, voxel) = (left - part.Length, voxel + part.Length / header.VoxelBytes);
        }
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"there are bytes behind the last voxel at {header.FileBytes:N0}; get the file again from its source");
    }
}
