using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Workbook.Codecs;
using Workbook.Fuzz.Mutations;
using Workbook.Learning.Storage;

namespace Workbook.Fuzz.Targets;

/// <summary>The reader of tensor files. What it accepts is written again and must read as the same.</summary>
internal sealed partial class TensorTarget : FuzzTarget
{
    private const int LengthBytes = 8;
    private const string Checksum = "workbook.sha256";

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-0", "1e1", "2.0", "\"BOOL\"", "\"F32\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"",
        "\"__metadata__\"", "\"\\ud800\"", "\"\\u0061\"", "//", " ", "\n",
    ];

    internal override string Name => "tensors";

    internal override IReadOnlyList<byte[]> Seeds { get; } =
        [Sample().ToBytes(), new TensorFile([]).ToBytes(), new TensorFile(Sample().Tensors.Take(2)).ToBytes()];

    internal override long AllowedBytes(byte[] bytes) => (1 << 16) + 200L * bytes.Length;

    internal override bool Refuses(Exception exception) => exception is TensorFileException;

    internal override void Decode(byte[] bytes)
    {
        var file = TensorFile.FromBytes(bytes, Limits);
        var again = TensorFile.FromBytes(file.ToBytes());
        if (!again.IsVerified || again.Fingerprint != file.Fingerprint || !again.Metadata.SequenceEqual(file.Metadata))
            throw new InvalidOperationException("an accepted file is another one after it was written and read again");
    }

    internal override byte[] Next(SeededRandom random)
    {
        var bytes = AnySeed(random);
        if (random.Next(5) == 0)
            return ByteChange.Apply(bytes, AnySeed(random), random);
        var end = LengthBytes + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, LengthBytes, end - LengthBytes);
        if (random.Next(8) > 0)
            header = header.Replace(Checksum, "no checksum"); // or the inside would rarely be reached
        for (var n = 1 + random.Next(3); n > 0; n--)
            header = Change(header, random);
        return Write(Encoding.UTF8.GetBytes(header), random.Next(6) == 0 ? ByteChange.Apply(bytes[end..], bytes, random) : bytes[end..], random);
    }

    private string Change(string header, SeededRandom random) => random.Next(7) switch
    {
        0 => Encoding.UTF8.GetString(ByteChange.Apply(Encoding.UTF8.GetBytes(header), Seeds[0], random)),
        1 => header.Insert(random.Next(header.Length + 1), Words[random.Next(Words.Length)]),
        2 => Swap(Text(), header, random, _ => Words[random.Next(Words.Length)]),
        3 => Swap(Text(), header, random, _ => Text().Matches(header)[random.Next(Text().Count(header))].Value),
        4 => Swap(Entry(), header, random, entry => random.Next(2) == 0 ? "" : entry + "," + entry),
        5 => Swap(Number(), header, random, _ => $"{(ulong)Numbers.Any(random) << random.Next(random.Next(2) == 0 ? 40 : 1)}"),
        _ => Swap(Number(), header, random, number => $"{number}{(random.Next(2) == 0 ? "0" : ",1")}"),
    };

    private static string Swap(Regex what, string text, SeededRandom random, Func<string, string> other)
    {
        var places = what.Matches(text);
        if (places.Count == 0)
            return text;
        var place = places[random.Next(places.Count)];
        return text[..place.Index] + other(place.Value) + text[(place.Index + place.Length)..];
    }

    private static byte[] Write(byte[] header, byte[] data, SeededRandom random)
    {
        var length = new byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, random.Next(60) == 0 ? Numbers.Any(random) << random.Next(24) : header.Length);
        return [.. length, .. header, .. data];
    }

    private static TensorFile Sample() => new(
    [
        new("a", TensorType.F32, [2, 3], new byte[24]), new("b.weight", TensorType.BOOL, [4], new byte[4]), new("step", TensorType.I64, [], new byte[8]),
        new("none", TensorType.BF16, [0, 7], default), new("µ", TensorType.I16, [1], new byte[2]),
    ], new Dictionary<string, string> { ["format"] = "pt", ["note"] = "\"\\\n" });

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex("\"[^\"]*\":\\{[^{}]*\\}")]
    private static partial Regex Entry();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
