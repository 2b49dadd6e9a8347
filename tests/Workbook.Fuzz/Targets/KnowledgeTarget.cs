using System.Buffers.Binary;
using System.Security.Cryptography;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Fuzz.Mutations;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of .mgk files. Knowledge that it accepts is then used: an image is coded and decoded with it.</summary>
internal sealed class KnowledgeTarget : FuzzTarget
{
    private const int HeaderBytes = 10;
    private const int HashBytes = 32;
    private readonly RgbImage image = FuzzSamples.Images[3];

    internal KnowledgeTarget(FuzzSamples samples) => Seeds = [samples.Knowledge.ToBytes(), samples.Other.ToBytes()];

    internal override string Name => "knowledge";

    internal override IReadOnlyList<byte[]> Seeds { get; }

    internal override void Decode(byte[] bytes)
    {
        var knowledge = MagicKnowledge.FromBytes(bytes, Limits);
        var stream = new MagicEncoder(knowledge).Encode(image, new() { PointDivisor = 3 });
        new MagicDecoder(knowledge).Decode(stream, new() { Limits = Limits });
    }

    internal override byte[] Next(SeededRandom random)
    {
        if (random.Next(5) == 0)
            return ByteChange.Apply(AnySeed(random), AnySeed(random), random);
        var sections = Sections(AnySeed(random));
        for (var n = 1 + random.Next(2); n > 0; n--)
            Change(sections, random);
        return Write(sections, random);
    }

    private void Change(List<byte[]> sections, SeededRandom random)
    {
        var (at, others) = (random.Next(sections.Count), Sections(AnySeed(random)));
        switch (random.Next(8))
        {
            case 0:
                sections[at] = others[random.Next(others.Count)];
                break;
            case 1:
                sections.RemoveAt(at);
                sections.Insert(random.Next(sections.Count + 1), others[at % others.Count]);
                break;
            case 2:
                sections[at] = [.. sections[at][..4], .. ByteChange.Noise(random.Next(300), random)];
                break;
            case 3:
                sections[at] = Poke(sections[at], random);
                break;
            default:
                sections[at] = [.. sections[at][..4], .. ByteChange.Apply(sections[at][4..], others[at % others.Count], random)];
                break;
        }
    }

    /// <summary>A hostile number somewhere in the first bytes, where sizes stand.</summary>
    private static byte[] Poke(byte[] section, SeededRandom random)
    {
        var changed = (byte[])section.Clone();
        var value = Numbers.Any(random);
        var at = 4 + random.Next(Math.Min(16, Math.Max(1, section.Length - 8)));
        for (var k = 0; k < 1 + random.Next(4) && at + k < changed.Length; k++)
            changed[at + k] = (byte)(value >> 8 * k);
        return changed;
    }

    /// <summary>Tag and content of each section.</summary>
    private static List<byte[]> Sections(byte[] file)
    {
        var sections = new List<byte[]>();
        for (var at = HeaderBytes; at < file.Length - HashBytes;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            sections.Add([.. file[at..(at + 4)], .. file[(at + 8)..(at + 8 + length)]]);
            at += 8 + length;
        }
        return sections;
    }

    private static byte[] Write(List<byte[]> sections, SeededRandom random)
    {
        var body = new List<byte>();
        foreach (var section in sections)
        {
            var length = random.Next(60) == 0 ? Numbers.Any(random) : section.Length - 4;
            body.AddRange([.. section[..4], .. Little(length), .. section[4..]]);
        }
        byte[] file = [.. "MGK1"u8, 1, 0, .. Little(HeaderBytes + body.Count + HashBytes), .. body];
        return [.. file, .. SHA256.HashData(file)];
    }

    private static byte[] Little(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }
}
