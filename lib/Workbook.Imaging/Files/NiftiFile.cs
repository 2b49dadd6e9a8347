using System.Buffers.Binary;
using System.IO.Compression;
using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>Reads and writes volumes as NIfTI-1 files, .nii and .nii.gz.</summary>
/// <remarks>
/// Source: the definition nifti1.h. Read: single files of <see cref="NiftiType"/> in both orders of bytes, packed or not (content
/// decides, not the name), with two or three dimensions, further ones being 1. The order of voxels is kept: dim[1] are our columns,
/// dim[2] our rows, dim[3] our slices. The scale is applied; extensions are skipped. Written: little endian uint8, int16 or float32.
/// <para>The reader is strict: a file that is cut short, has bytes left over, contradicts itself or holds a value that is not finite is
/// refused, and memory is taken only for what the limits allow.</para>
/// </remarks>
public static class NiftiFile
{
    private const string Again = "get the file again from its source";

    /// <summary>Reads a volume.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted before memory is taken; <see cref="Limits.MaxPixels"/> counts voxels. Null for <see cref="Limits.Default"/>.</param>
    /// <returns>The volume, its scale applied. uint8, int8, int16, uint16 and float32 without a scale are exact.</returns>
    /// <exception cref="ImageFileException">The file is missing, damaged, of a kind that is not read, over the limits, or holds NaN.</exception>
    public static Volume Read(string path, Limits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Decode(ImageFile.Bytes(path, limits ?? Limits.Default), limits, path);
    }

    /// <summary>Decodes the content of a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The volume, its scale applied.</returns>
    /// <exception cref="ImageFileException">As for <see cref="Read"/>.</exception>
    public static Volume Decode(byte[] file, Limits? limits = null) => Decode(file, limits, $"volume of {file.Length:N0} bytes");

    /// <summary>Reads a label map: every value must be a whole number from 0 to 255, in whatever type it is stored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted before memory is taken; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The labels as they stand in the file.</returns>
    /// <exception cref="ImageFileException">As for <see cref="Read"/>, or a value is no label.</exception>
    public static LabelVolume ReadLabels(string path, Limits? limits = null)
    {
        var volume = Read(path, limits);
        var labels = new byte[volume.Voxels.Length];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = volume.Voxels[i] is >= 0 and <= 255 and var value && value == MathF.Floor(value) ? (byte)value
                : throw new ImageFileException($"{path} holds {volume.Voxels[i]} at {Place(volume.Shape, i)}; a label is a whole number "
                    + "from 0 to 255. Is this the scan and not its label map?");
        return new(volume.Shape, labels, volume.Spacing);
    }

    /// <summary>Reads the header alone; of a packed file only its start is unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is accepted; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The header.</returns>
    /// <exception cref="ImageFileException">As for <see cref="Read"/>.</exception>
    public static NiftiHeader ReadHeader(string path, Limits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Guarded(path, () => NiftiBytes.Read(ImageFile.Bytes(path, limits ?? Limits.Default), limits ?? Limits.Default));
    }

    /// <summary>Writes a volume; the name's ending (.nii or .nii.gz) says whether it is packed.</summary>
    /// <remarks>Whole numbers in an integer type's range are stored as they are. Other values are scaled to the type's whole range, and the
    /// file holds slope and intercept; what is read back differs by half a slope at most, and by float32's rounding. The file appears
    /// whole or not at all.</remarks>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="volume">The volume; all values finite.</param>
    /// <param name="type">UInt8, Int16 or Float32.</param>
    /// <param name="like">Header of the scan this belongs to, whose place in the scanner is kept; null: the file says nothing about its place.</param>
    /// <exception cref="ArgumentException">The ending or the type is none that is written, a value is not finite, or the volume has
    /// another shape or spacing than the header it should be like.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Write(string path, Volume volume, NiftiType type = NiftiType.Float32, NiftiHeader? like = null)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (type is not (NiftiType.UInt8 or NiftiType.Int16 or NiftiType.Float32))
            throw new ArgumentException($"volumes are written as UInt8, Int16 or Float32, not as {type}", nameof(type));
        if (FirstBad(volume.Voxels) is var bad and >= 0)
            throw new ArgumentException($"the value at {Place(volume.Shape, bad)} is {volume.Voxels[bad]}; volumes hold finite numbers", nameof(volume));
        Write(path, volume.Shape, volume.Spacing, volume.Voxels, type, like);
    }

    /// <summary>Writes a label map as uint8.</summary>
    /// <param name="path">The file, ending in .nii or .nii.gz; replaced if it is there.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="like">Header of the scan this belongs to; null: the file says nothing about its place.</param>
    /// <exception cref="ArgumentException">The ending is none that is written, or the labels have another shape or spacing than the header.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Write(string path, LabelVolume labels, NiftiHeader? like = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Write(path, labels.Shape, labels.Spacing, Array.ConvertAll(labels.Labels, label => (float)label), NiftiType.UInt8, like);
    }

    private static Volume Decode(byte[] file, Limits? limits, string name) => Guarded(name, () =>
    {
        var volume = default(Volume);
        NiftiBytes.Read(file, limits ?? Limits.Default, header =>
        {
            volume = new Volume(header.Shape, header.Spacing);
            return (stored, at) => NiftiVoxels.Read(stored, volume.Voxels.AsSpan(at, stored.Length / header.VoxelBytes), header);
        });
        return FirstBad(volume!.Voxels) is var bad and >= 0
            ? throw new InvalidDataException($"the value at {Place(volume.Shape, bad)} is {volume.Voxels[bad]}; volumes hold finite numbers: "
                + "replace it, for example by 0")
            : volume;
    });

    private static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException e)
        {
            throw new ImageFileException($"{name} ends before its last voxel; {Again}", e);
        }
        catch (InvalidDataException e)
        {
            throw new ImageFileException($"{name}: {e.Message}", e);
        }
    }

    private static int FirstBad(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return i;
        return -1;
    }

    private static string Place(VolumeShape shape, int i) =>
        $"slice {i / (shape.Rows * shape.Columns)}, row {i / shape.Columns % shape.Rows}, column {i % shape.Columns}";

    private static void Write(string path, VolumeShape shape, VoxelSpacing spacing, float[] values, NiftiType type, NiftiHeader? like)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var packed = path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);
        if (!packed && !path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"the name \"{path}\" does not end in .nii or .nii.gz", nameof(path));
        if (like is not null && (like.Shape, like.Spacing) != (shape, spacing))
            throw new ArgumentException($"the volume is {shape} voxels of {spacing}, but the header it should be like {like.Shape} of {like.Spacing}; "
                + "write without it, or bring the volume to the scan's grid", nameof(like));
        if (Math.Max(shape.Depth, Math.Max(shape.Rows, shape.Columns)) > short.MaxValue)
            throw new ArgumentException($"the volume is {shape} voxels; NIfTI-1 allows 32767 a side");
        var scale = NiftiVoxels.ScaleFor(values, type);
        var header = Header(shape, spacing, type, scale, like?.Orientation ?? NiftiOrientation.Unknown);
        AtomicFile.Write(path, file =>
        {
            if (!packed)
            {
                WriteAll(file, header, values, type, scale);
                return;
            }
            using var packer = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            WriteAll(packer, header, values, type, scale);
        });
    }

    private static void WriteAll(Stream stream, byte[] header, float[] values, NiftiType type, (float, float) scale)
    {
        stream.Write(header);
        var (size, block) = (NiftiHeader.BytesOf(type), new byte[1 << 16]);
        for (int at = 0, count; at < values.Length; at += count)
        {
            count = Math.Min(block.Length / size, values.Length - at);
            NiftiVoxels.Write(values.AsSpan(at, count), block, type, scale);
            stream.Write(block.AsSpan(0, count * size));
        }
    }

    private static byte[] Header(VolumeShape shape, VoxelSpacing spacing, NiftiType type, (float Slope, float Intercept) scale, NiftiOrientation orientation)
    {
        var header = new byte[NiftiFields.FirstData];
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiFields.HeaderBytes);
        header[38] = (byte)'r'; // Analyze's sign of a regular file, which old tools look for
        short[] sides = [3, (short)shape.Columns, (short)shape.Rows, (short)shape.Depth, 1, 1, 1, 1];
        float[] sizes = [1, spacing.Columns, spacing.Rows, spacing.Depth, 1, 1, 1, 1, NiftiFields.FirstData, scale.Slope, scale.Intercept];
        for (var i = 0; i < sides.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + 2 * i), sides[i]);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + 4 * i), sizes[i]);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), (short)(8 * NiftiHeader.BytesOf(type)));
        header[123] = 2; // mm
        orientation.Write(header);
        "n+1\0"u8.CopyTo(header.AsSpan(344));
        return header;
    }
}
