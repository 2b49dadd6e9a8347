using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Host.Verbs.Magic;

namespace Workbook.Host.Verbs.Coded;

/// <summary>Models and knowledge at hand: the files given, and those in data/models. A stream's own is found by its fingerprint.</summary>
/// <param name="given">Files of models and knowledge, or folders of .wlm, .wrm, .wjm and .mgk files.</param>
/// <param name="device">Where networks compute.</param>
/// <param name="shipped">Another folder than data/models; one that is not there is empty.</param>
internal sealed class ModelShelf(IEnumerable<string> given, string device, string? shipped = null) : IDisposable
{
    private readonly ShelfItem[] own = [.. given.SelectMany(word => FileSet.Files([word], CodedFile.ModelEndings)).Select(ShelfItem.Read)];
    private readonly Lazy<ShelfItem[]> others = new(() => [.. FilesIn(shipped ?? Path.Combine(Repository.Root, "data", "models")).Select(ShelfItem.Read)]);
    private readonly Dictionary<string, object> opened = [];

    /// <summary>The models of a kind whose fingerprint begins so.</summary>
    public IEnumerable<T> ModelsOf<T>(string id) => Found<T>(id).Select(Opened<T>);

    /// <summary>Uses the model that a stream names.</summary>
    /// <exception cref="ModelMissingException">It is not at hand.</exception>
    public TResult WithModel<TModel, TResult>(string id, Func<TModel, TResult> use) => First(id, use, $"model {id}...");

    /// <summary>Uses the knowledge that a stream names, or where it names none the only one.</summary>
    /// <exception cref="ModelMissingException">It is not at hand, or there are several.</exception>
    public T WithKnowledge<T>(string? id, Func<MagicKnowledge, T> use)
        => id is null && Found<MagicKnowledge>("").Count() is > 1 and var count
            ? throw new ModelMissingException($"a paper stream does not name its knowledge, and {count} are at hand; decode it with ./workbook magic decode")
            : First(id ?? "", use, id is null ? "a knowledge that it does not name" : $"knowledge {id}");

    /// <summary>Frees the models that were opened.</summary>
    public void Dispose()
    {
        foreach (var model in opened.Values.OfType<IDisposable>())
            model.Dispose();
    }

    private static IEnumerable<string> FilesIn(string folder)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(file => CodedFile.ModelEndings.Contains(Path.GetExtension(file))) : [];

    private IEnumerable<ShelfItem> Found<T>(string id)
        => own.Concat(others.Value).DistinctBy(item => item.Fingerprint).Where(item => item.Kind == typeof(T) && item.Fingerprint.StartsWith(id, StringComparison.Ordinal));

    private T Opened<T>(ShelfItem item) => (T)(opened.TryGetValue(item.File, out var model) ? model : opened[item.File] = item.Open(device));

    /// <summary>A stream names the first digits of a fingerprint; the checksum tells the rest.</summary>
    private TResult First<TModel, TResult>(string id, Func<TModel, TResult> use, string name)
    {
        TModel[] candidates = [.. ModelsOf<TModel>(id)];
        if (candidates.Length == 0)
            throw new ModelMissingException($"it was made with {name}, which is not among those at hand ({AtHand<TModel>()}); give its file or folder as --model");
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

    private string AtHand<T>() => string.Join(", ", Found<T>("").Select(item => $"{item.Fingerprint[..8]} {Path.GetFileName(item.File)}").DefaultIfEmpty("none"));
}
