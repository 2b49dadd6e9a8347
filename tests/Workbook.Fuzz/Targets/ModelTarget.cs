using System.Buffers.Binary;
using System.Text.Json;
using Workbook.Codecs;
using Workbook.Fuzz.Mutations;
using Workbook.Learning.Storage;

namespace Workbook.Fuzz.Targets;

/// <summary>A reader of model files: tensors with words about them. A model that it accepts is then used: it must decode what it encodes.</summary>
internal abstract class ModelTarget : FuzzTarget
{
    private readonly Content[] contents;

    private protected ModelTarget(IEnumerable<byte[]> seeds)
    {
        Seeds = [.. seeds];
        contents = [.. Seeds.Select(Content.Of)];
    }

    internal override IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>What the words are about, and hostile ones in their place.</summary>
    private protected abstract (string[] Keys, string[] Words) Vocabulary { get; }

    /// <summary>Whether a tensor is none of weights, so that every number in it is to be understood.</summary>
    private protected abstract bool IsTable(string tensor);

    internal override int Cost => 10;

    internal override bool Refuses(Exception exception) => exception is TensorFileException;

    internal override byte[] Next(SeededRandom random)
    {
        if (random.Next(5) == 0)
            return ByteChange.Apply(AnySeed(random), AnySeed(random), random);
        var content = contents[random.Next(contents.Length)];
        for (var n = 1 + random.Next(2); n > 0; n--)
            content = Change(content, contents[random.Next(contents.Length)], random);
        return content.ToBytes();
    }

    private Content Change(Content content, Content other, SeededRandom random)
    {
        var parts = content.Parts.ToList();
        var at = random.Next(3) == 0 ? parts.FindIndex(part => IsTable(part.Name)) + random.Next(2) : random.Next(parts.Count);
        if (at < 0 || at >= parts.Count)
            return content; // an earlier change took the tables
        var part = parts[at];
        switch (random.Next(10))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts[at] = other.Parts[random.Next(other.Parts.Count)] with { Name = part.Name };
                break;
            case 2:
                parts[at] = part with { Type = Enum.GetName((TensorType)random.Next(10))! };
                break;
            case 3:
                parts[at] = Resized(part, random);
                break;
            case 4:
                var words = content.Words.ToDictionary();
                var (keys, hostile) = Vocabulary;
                words[keys[random.Next(keys.Length)]] = hostile[random.Next(hostile.Length)];
                return content with { Words = words };
            default:
                var data = ByteChange.Apply(part.Data, part.Data, random);
                parts[at] = part.Shape.Length == 1 && part.Type == "U8" ? part with { Shape = [data.Length], Data = data } : part with { Data = Fit(data, part.Data.Length) };
                break;
        }
        return content with { Parts = parts };
    }

    /// <summary>Another length of one dimension, with as many bytes as it asks for.</summary>
    private static Part Resized(Part part, SeededRandom random)
    {
        if (part.Shape.Length == 0 || part.Shape.Contains(0))
            return part;
        var shape = part.Shape.ToArray();
        shape[random.Next(shape.Length)] = random.Next(12);
        var size = part.Data.Length / part.Shape.Aggregate(1L, (a, b) => a * b);
        return part with { Shape = shape, Data = Fit(part.Data, (int)(size * shape.Aggregate(1L, (a, b) => a * b))) };
    }

    private static byte[] Fit(byte[] data, int length)
    {
        Array.Resize(ref data, length);
        return data;
    }

    private sealed record Part(string Name, string Type, long[] Shape, byte[] Data);

    /// <summary>What is in a tensor file, to be written again without a checksum.</summary>
    private sealed record Content(IReadOnlyList<Part> Parts, IReadOnlyDictionary<string, string> Words)
    {
        internal static Content Of(byte[] bytes)
        {
            var file = TensorFile.FromBytes(bytes);
            return new([.. file.Tensors.Select(tensor => new Part(tensor.Name, $"{tensor.Type}", [.. tensor.Shape], tensor.Data.ToArray()))], file.Metadata);
        }

        internal byte[] ToBytes()
        {
            var header = new Dictionary<string, object> { ["__metadata__"] = Words };
            var end = 0;
            foreach (var part in Parts)
                header[part.Name] = new Dictionary<string, object> { ["dtype"] = part.Type, ["shape"] = part.Shape, ["data_offsets"] = new[] { end, end += part.Data.Length } };
            var json = JsonSerializer.SerializeToUtf8Bytes(header);
            var length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
            return [.. length, .. json, .. Parts.SelectMany(part => part.Data)];
        }
    }
}
