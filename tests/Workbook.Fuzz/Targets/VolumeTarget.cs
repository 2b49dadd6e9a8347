using System.IO.Compression;
using Workbook.Codecs;
using Workbook.Fuzz.Mutations;
using Workbook.Imaging.Files;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of NIfTI-1 files, packed and not. Packed bytes are mostly damaged before they are packed, so that gzip's checksum fits.</summary>
internal sealed class VolumeTarget : FuzzTarget
{
    private static readonly byte[][] Plain = [Written(NiftiType.Float32), Written(NiftiType.Int16), Written(NiftiType.UInt8)];

    internal override string Name => "volume";

    internal override IReadOnlyList<byte[]> Seeds { get; } = [.. Plain, .. Plain.Select(Packed)];

    internal override bool Refuses(Exception exception) => exception is ImageFileException;

    internal override void Decode(byte[] bytes)
    {
        var volume = NiftiFile.Decode(bytes, Limits);
        if (!volume.Voxels.All(float.IsFinite))
            throw new InvalidOperationException("an accepted volume holds a value that is not finite");
    }

    internal override byte[] Next(SeededRandom random)
    {
        if (random.Next(4) == 0)
            return ByteChange.Apply(AnySeed(random), AnySeed(random), random);
        var bytes = Plain[random.Next(Plain.Length)];
        // Half of the damage goes into the header, which is most of what there is to understand.
        bytes = random.Next(2) == 0 ? ByteChange.Apply(bytes, AnySeed(random), random) : [.. Header(bytes, random), .. bytes[352..]];
        return random.Next(2) == 0 ? bytes : Packed(bytes);
    }

    private static byte[] Header(byte[] bytes, SeededRandom random)
    {
        var header = bytes[..352];
        for (var n = 1 + random.Next(3); n > 0; n--)
            header[random.Next(40, 352)] = (byte)random.Next(256);
        return header;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
            packer.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Written(NiftiType type)
    {
        var folder = Directory.CreateTempSubdirectory("workbook-fuzz-");
        try
        {
            var path = Path.Combine(folder.FullName, "a.nii");
            NiftiFile.Write(path, new Volume(new(3, 5, 7), [.. Enumerable.Range(0, 105).Select(i => i * 1.5f)], new(2, 1, 1)), type);
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
