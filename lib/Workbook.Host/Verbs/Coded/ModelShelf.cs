using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Host.Verbs.Coded;

/// <summary>Models and knowledge at hand: the files given, and those in data/models. A stream's own is found by its fingerprint.</summary>
/// <param name="given">Files of models and knowledge, or folders of .wlm and .mgk files.</param>
/// <param name="device">Where learned codecs compute.</param>
/// <param name="shipped">Another folder than data/models; one that is not there is empty.</param>
internal sealed class ModelShelf(IEnumerable<string> given, string device, string? shipped = null) : IDisposable
{
    private readonly Item[] own = [.. given.SelectMany(word => FileSet.Files([word], CodedFile.ModelEndings)).Select(Read)];
    private readonly Lazy<Item[]> others = new(() => [.. FilesIn(shipped ?? Path.Combine(Repository.Root, "data", "models")).Select(Read)]);
    private readonly Dictionary<string, LearnedCodec> codecs = [];

    /// <summary>A file, and its knowledge where it holds some.</summary>
    private sealed record Item(string File, string Fingerprint, MagicKnowledge? Knowledge);

    /// <summary>The learned codecs whose fingerprint begins so.</summary>
    public IEnumerable<LearnedCodec> ModelsOf(string id) => Found(id, isKnowledge: false).Select(Codec);

    /// <summary>Uses the model that a stream names.</summary>
    /// <exception cref="ModelMissingException">It is not at hand.</exception>
    public T WithModel<T>(string id, Func<LearnedCodec, T> use) => First([.. ModelsOf(id)], use, $"model {id}...", isKnowledge: false);

    /// <summary>Uses the knowledge that a stream names, or where it names none the only one.</summary>
    /// <exception cref="ModelMissingException">It is not at hand, or there are several.</exception>
    public T WithKnowledge<T>(string? id, Func<MagicKnowledge, T> use)
    {
        var found = Found(id ?? "", isKnowledge: true).Select(item => item.Knowledge!).ToArray();
        return id is null && found.Length > 1
            ? throw new ModelMissingException($"a paper stream does not name its knowledge, and {found.Length} are at hand; decode it with ./workbook magic decode")
            : First(found, use, id is null ? "a knowledge that it does not name" : $"knowledge {id}", isKnowledge: true);
    }

    /// <summary>Frees the codecs that were opened.</summary>
    public void Dispose()
    {
        foreach (var codec in codecs.Values)
            codec.Dispose();
    }

    private static IEnumerable<string> FilesIn(string folder)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(file => CodedFile.ModelEndings.Contains(Path.GetExtension(file))) : [];

    private static Item Read(string file)
    {
        var knowledge = KnowledgeFile.Is(file) ? MagicKnowledge.Load(file) : null;
        return new Item(file, knowledge?.Fingerprint ?? TensorFile.Load(file).Fingerprint, knowledge);
    }

    private IEnumerable<Item> Found(string id, bool isKnowledge)
        => own.Concat(others.Value).DistinctBy(item => item.Fingerprint)
            .Where(item => item.Knowledge is not null == isKnowledge && item.Fingerprint.StartsWith(id, StringComparison.Ordinal));

    private LearnedCodec Codec(Item item) => codecs.TryGetValue(item.File, out var codec) ? codec : codecs[item.File] = LearnedCodec.Load(item.File, device);

    /// <summary>A stream names the first digits of a fingerprint; the checksum tells the rest.</summary>
    private TResult First<TModel, TResult>(TModel[] candidates, Func<TModel, TResult> use, string name, bool isKnowledge)
    {
        if (candidates.Length == 0)
            throw new ModelMissingException($"it was made with {name}, which is not among those at hand ({AtHand(isKnowledge)}); give its file or folder as --model");
        foreach (var candidate in candidates.SkipLast(1))
            try
            {
                return use(candidate);
            }
            catch (BitstreamException)
            {
            }
        return use(candidates[^1]);
    }

    private string AtHand(bool isKnowledge)
        => string.Join(", ", Found("", isKnowledge).Select(item => $"{item.Fingerprint[..8]} {Path.GetFileName(item.File)}").DefaultIfEmpty("none"));
}
