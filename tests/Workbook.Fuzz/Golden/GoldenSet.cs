using System.Security.Cryptography;
using System.Text.Json;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Learning.Codecs;

namespace Workbook.Fuzz.Golden;

/// <summary>The folder of golden files with its list, golden.json.</summary>
internal sealed class GoldenSet(string folder)
{
    private const string List = "golden.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal IReadOnlyList<GoldenFile> Files { get; } = File.Exists(Path.Combine(folder, List))
        ? JsonSerializer.Deserialize<GoldenFile[]>(File.ReadAllText(Path.Combine(folder, List)), Json)!
        : [];

    /// <summary>The streams of learned codecs.</summary>
    internal IEnumerable<GoldenFile> Learned => Files.Where(file => Path.GetExtension(file.File) == LearnedCodec.StreamEnding);

    /// <summary>Writes files and list. Golden files are for ever: new ones are added, and only with force are there others in the place of old ones.</summary>
    internal static void Make(string folder, IReadOnlyList<GoldenSource> sources, bool force)
    {
        Directory.CreateDirectory(folder);
        GoldenFile[] kept = force ? [] : [.. new GoldenSet(folder).Files];
        var added = sources.Where(source => kept.All(file => file.File != source.File)).ToArray();
        foreach (var source in added)
            File.WriteAllBytes(Path.Combine(folder, source.File), source.Bytes);
        var set = new GoldenSet(folder);
        var files = kept.Concat(added.Select(source => new GoldenFile(source.File, source.Knowledge, source.Bytes.Length, Hash(source.Bytes),
            set.Decode(source.File, source.Knowledge))));
        File.WriteAllText(Path.Combine(folder, List), JsonSerializer.Serialize(files, Json) + "\n");
        foreach (var file in new GoldenSet(folder).Learned.Where(file => added.Any(source => source.File == file.File)))
            using (var learned = new GoldenLearned(folder, file.File, file.Knowledge))
                learned.WritePicture();
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
        var (knowledge, bytes) = (Path.Combine(folder, knowledgeFile), File.ReadAllBytes(Path.Combine(folder, file)));
        return Path.GetExtension(file) switch
        {
            ".mgk" => Hash(MagicKnowledge.FromBytes(bytes).ToBytes()),
            ".mgv" => Hash([.. new MagicVideoDecoder(MagicKnowledge.Load(knowledge), bytes).DecodeAll().SelectMany(frame => frame.Pixels)]),
            LearnedCodec.ModelEnding => OfLearned(LearnedCodec.FromBytes(bytes, "cpu"), codec => Hash(codec.ToBytes())),
            LearnedCodec.StreamEnding => OfLearned(new GoldenLearned(folder, file, knowledgeFile), learned => learned.LatentHash()),
            JointModel.ModelEnding => OfLearned(JointModel.FromBytes(bytes, "cpu"), model => Hash(model.ToBytes())),
            RecurrentCodec.ModelEnding => OfLearned(RecurrentCodec.FromBytes(bytes, "cpu"), codec => Hash(codec.ToBytes())),
            RecurrentCodec.StreamEnding => GoldenRecurrent.BitsHash(knowledge, bytes),
            TriangulationCodec.StreamEnding => Hash(new TriangulationCodec().Decode(bytes).Pixels),
            JointCodec.StreamEnding => GoldenJoint.BitsHash(knowledge, bytes),
            _ => Hash(new MagicDecoder(MagicKnowledge.Load(knowledge)).Decode(bytes).Pixels),
        };
    }

    /// <summary>Something of each stream of learned codecs.</summary>
    internal IEnumerable<T> OfLearned<T>(Func<GoldenLearned, T> read) => Learned.Select(file => OfLearned(new GoldenLearned(folder, file.File, file.Knowledge), read));

    private static T OfLearned<TSource, T>(TSource source, Func<TSource, T> read)
        where TSource : IDisposable
    {
        using (source)
            return read(source);
    }

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
