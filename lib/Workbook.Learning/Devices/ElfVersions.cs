using System.Buffers.Binary;
using System.Text;

namespace Workbook.Learning.Devices;

/// <summary>The versions of other libraries' symbols that a 64-bit little-endian ELF library asks for.</summary>
/// <remarks>Layout: System V Application Binary Interface and its symbol versioning extension (Elf64_Verneed, Elf64_Vernaux).</remarks>
internal sealed class ElfVersions
{
    private const uint Magic = 0x464C457F;
    private const int LoadSegment = 1;
    private const int DynamicSegment = 2;
    private const long StringTable = 5;
    private const long VersionNeeds = 0x6ffffffe;
    private const long VersionNeedCount = 0x6fffffff;

    private readonly byte[] _image;

    private ElfVersions(byte[] image) => _image = image;

    /// <summary>Makes the need of one version a repetition of the need of another one, which the library also has.</summary>
    /// <param name="image">The library's bytes; changed in place.</param>
    /// <param name="from">The version that this system lacks.</param>
    /// <param name="to">A version that it has.</param>
    /// <returns>False, and nothing changed, where the bytes are no such library or ask for only one of the two.</returns>
    public static bool Repoint(byte[] image, string from, string to)
    {
        if (image.Length < 64 || BinaryPrimitives.ReadUInt32LittleEndian(image) != Magic || image[4] != 2 || image[5] != 1)
            return false;
        var needs = new ElfVersions(image).Needs().ToLookup(need => need.Name, need => need.At);
        if (!needs.Contains(from) || !needs.Contains(to))
            return false;
        var (target, source) = (needs[from].First(), needs[to].First());
        image.AsSpan(source, 4).CopyTo(image.AsSpan(target)); // the name's hash
        image.AsSpan(source + 8, 4).CopyTo(image.AsSpan(target + 8)); // the name
        return true;
    }

    private IEnumerable<(string Name, int At)> Needs()
    {
        var dynamic = Dynamic().ToDictionary(entry => entry.Tag, entry => entry.Value);
        if (!dynamic.TryGetValue(StringTable, out var names) || !dynamic.TryGetValue(VersionNeeds, out var need))
            yield break;
        var at = FileOffset(need);
        for (var left = dynamic.GetValueOrDefault(VersionNeedCount); left > 0; left--)
        {
            var entry = at + Int32(at + 8);
            for (var versions = Int16(at + 2); versions > 0; versions--)
            {
                yield return (Text(FileOffset(names) + Int32(entry + 8)), entry);
                entry += Int32(entry + 12);
            }
            at += Int32(at + 12);
        }
    }

    private IEnumerable<(long Tag, long Value)> Dynamic()
    {
        var segment = Segments().FirstOrDefault(s => s.Type == DynamicSegment);
        for (var at = (int)segment.Offset; segment.Type == DynamicSegment && Int64(at) != 0; at += 16)
            if (Int64(at) is StringTable or VersionNeeds or VersionNeedCount)
                yield return (Int64(at), Int64(at + 8));
    }

    private int FileOffset(long address)
    {
        var segment = Segments().First(s => s.Type == LoadSegment && address >= s.Address && address < s.Address + s.Size);
        return (int)(address - segment.Address + segment.Offset);
    }

    private IEnumerable<(int Type, long Offset, long Address, long Size)> Segments()
    {
        var (start, size, count) = ((int)Int64(32), Int16(54), Int16(56));
        for (var at = start; at < start + count * size; at += size)
            yield return (Int32(at), Int64(at + 8), Int64(at + 16), Int64(at + 32));
    }

    private int Int16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_image.AsSpan(at));

    private long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(_image.AsSpan(at));

    private string Text(int at) => Encoding.ASCII.GetString(_image, at, Array.IndexOf(_image, (byte)0, at) - at);
}
