using System.Security.Cryptography;
using System.Text.Json;
using Workbook.Codecs.Magic;

namespace Workbook.Fuzz.Golden;

/// <summary>The folder of golden files with its list, golden.json.</summary>
internal sealed class GoldenSet(string folder)
{
    private const string List = "golden.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal IReadOnlyList<GoldenFile> Files { get; } = File.Exists(Path.Combine(folder, List))
        ? JsonSerializer.Deserialize<GoldenFile[]>(File.ReadAllText(Path.Combine(folder, List)), Json)!
        : [];

    /// <summary>Writes files and list. Golden files are for ever: only with force are there others in their place.</summary>
    internal static void Make(string folder, IReadOnlyList<GoldenSource> sources, bool force)
    {
        Directory.CreateDirectory(folder);
        if (!force && Directory.EnumerateFiles(folder, "*.mg?").Any())
            throw new InvalidOperationException($"{folder} has golden files; old streams must stay readable. --force overwrites them");
        foreach (var source in sources)
            File.WriteAllBytes(Path.Combine(folder, source.File), source.Bytes);
        var set = new GoldenSet(folder);
        var files = sources.Select(source => new GoldenFile(source.File, source.Knowledge, source.Bytes.Length, Hash(source.Bytes),
            set.Decode(source.File, source.Knowledge)));
        File.WriteAllText(Path.Combine(folder, List), JsonSerializer.Serialize(files, Json) + "\n");
    }

    /// <summary>Decodes all files of the list, several at a time.</summary>
    /// <returns>SHA-256 of what each file decodes to.</returns>
    internal SortedDictionary<string, string> DecodeAll(int threads)
    {
        var hashes = new string[Files.Count];
        Parallel.For(0, Files.Count, new() { MaxDegreeOfParallelism = threads }, i => hashes[i] = Decode(Files[i].File, Files[i].Knowledge));
        return new(Files.Zip(hashes).ToDictionary(pair => pair.First.File, pair => pair.Second), StringComparer.Ordinal);
    }

    internal string Decode(string file, string knowledgeFile)
    {
        var knowledge = MagicKnowledge.Load(Path.Combine(folder, knowledgeFile));
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        return Path.GetExtension(file) switch
        {
            ".mgk" => Hash(knowledge.ToBytes()),
            ".mgv" => Hash([.. new MagicVideoDecoder(knowledge, bytes).DecodeAll().SelectMany(frame => frame.Pixels)]),
            _ => Hash(new MagicDecoder(knowledge).Decode(bytes).Pixels),
        };
    }

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
