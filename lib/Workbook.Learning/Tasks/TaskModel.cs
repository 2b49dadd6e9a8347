using System.Text.Json;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Storage;
using static TorchSharp.torch;

namespace Workbook.Learning.Tasks;

/// <summary>A trained network of a vision task with what its classes mean, in memory and as a model file (FORMAT.md).</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public abstract class TaskModel<TNetwork> : IDisposable where TNetwork : nn.Module
{
    private const string Version = "1", SizesKey = "sizes", ClassesKey = "classes", VarianceEnding = "running_var";
    private readonly TensorFile file;

    private protected TaskModel(TensorFile file, TNetwork network, IReadOnlyList<string> classes) => (this.file, Network, Classes) = (file, network, classes);

    /// <summary>The network, in evaluation mode; freed with the model.</summary>
    public TNetwork Network { get; }

    /// <summary>What the class indices mean.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>SHA-256 of the weights, in 64 hex digits.</summary>
    public string Fingerprint => file.Fingerprint;

    /// <summary>Words about the training.</summary>
    public IReadOnlyDictionary<string, string> Record => file.Metadata;

    /// <summary>Writes the model file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends as the model's files do.</param>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it is.</exception>
    public void Save(string path) => file.Save(path);

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToBytes() => file.ToBytes();

    /// <summary>Copies the weights into a network of the same sizes, to train it further.</summary>
    /// <param name="network">Changed in place.</param>
    /// <exception cref="TensorFileException">It has other sizes; nothing was changed.</exception>
    public void CopyTo(TNetwork network) => file.CopyTo(network);

    /// <summary>Frees the network.</summary>
    public void Dispose()
    {
        Network.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What tells one kind of model from others, and how its network is made.</summary>
    /// <param name="Key">The word of metadata that holds the version.</param>
    /// <param name="Words">What it is, for messages.</param>
    /// <param name="Sizes">Of a network.</param>
    /// <param name="Check">Refuses sizes out of range with an <see cref="ArgumentException"/>, and classes that do not fit.</param>
    /// <param name="LeastBytes">Fewer bytes than the weights of such sizes have.</param>
    /// <param name="Network">Makes the network.</param>
    /// <param name="Model">Makes the model.</param>
    private protected sealed record Kind<TSizes, TModel>(string Key, string Words, Func<TNetwork, TSizes> Sizes, Action<TSizes, IReadOnlyList<string>> Check,
        Func<TSizes, long> LeastBytes, Func<TSizes, TNetwork> Network, Func<TensorFile, TNetwork, IReadOnlyList<string>, TModel> Model)
        where TSizes : class
    {
        internal TModel Of(TNetwork network, IReadOnlyList<string> classes, IReadOnlyDictionary<string, string>? record, string device)
        {
            var words = new Dictionary<string, string>
            {
                [Key] = Version,
                [SizesKey] = StrictJson.Write(Sizes(network)),
                [ClassesKey] = JsonSerializer.Serialize(classes),
            };
            foreach (var (key, value) in record ?? new Dictionary<string, string>())
                if (!words.TryAdd(key, value))
                    throw new ArgumentException($"the record has '{key}', which the model file says itself", nameof(record));
            try
            {
                return Read(TensorFile.Of(network, words), device);
            }
            catch (TensorFileException e)
            {
                throw new ArgumentException(e.Message, nameof(network), e);
            }
        }

        internal TModel Load(string path, string device, Limits? limits)
        {
            var file = TensorFile.Load(path, limits);
            try
            {
                return Read(file, device);
            }
            catch (TensorFileException e)
            {
                throw new TensorFileException($"{path}: {e.Message}", e);
            }
        }

        internal TModel Read(TensorFile file, string device)
        {
            var version = Word(file, Key);
            if (version != Version)
                throw new TensorFileException($"the model file is of version {version}, this program reads version {Version}");
            var (sizes, classes) = Said(file);
            CheckWeights(file, LeastBytes(sizes));
            var there = ComputeDevice.Choose(device);
            var network = Network(sizes);
            try
            {
                file.CopyTo(network);
                network.eval();
                network.to(there);
                return Model(file, network, classes);
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }

        private (TSizes Sizes, IReadOnlyList<string> Classes) Said(TensorFile file)
        {
            try
            {
                var sizes = StrictJson.Read<TSizes>(Word(file, SizesKey));
                var classes = JsonSerializer.Deserialize<string[]>(Word(file, ClassesKey)) ?? [];
                if (classes.Contains(null))
                    throw new ArgumentException("a class has no name");
                Check(sizes, classes);
                return (sizes, classes);
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                throw new TensorFileException($"model file: {e.Message}", e);
            }
        }

        private string Word(TensorFile file, string key) => file.Metadata.GetValueOrDefault(key)
            ?? throw new TensorFileException($"the metadata has no '{key}'; these are tensors, but no model file of a {Words}");

        // The network is made before its weights are compared, so its size must be credible first.
        private static void CheckWeights(TensorFile file, long least)
        {
            var there = file.Tensors.Sum(tensor => (long)tensor.Data.Length);
            if (there < least)
                throw new TensorFileException($"model file: the sizes ask for more than {least:N0} bytes of weights, but there are {there:N0}");
            foreach (var tensor in file.Tensors.Where(tensor => tensor.Type == TensorType.F32))
                ModelFile.CheckNumbers(tensor, least: tensor.Name.EndsWith(VarianceEnding, StringComparison.Ordinal) ? 0 : float.NegativeInfinity);
        }
    }
}
