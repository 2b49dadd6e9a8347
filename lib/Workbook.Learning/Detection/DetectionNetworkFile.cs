using System.Text.Json;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Detection;

/// <summary>A trained detector with what its classes mean, in memory and as a model file (FORMAT.md).</summary>
public sealed class DetectionNetworkFile : IDisposable
{
    /// <summary>How model files end.</summary>
    public const string ModelEnding = ".wdm";

    private const string Version = "1", VersionKey = "workbook.detector", SizesKey = "sizes", ClassesKey = "classes";
    private readonly TensorFile file;

    private DetectionNetworkFile(TensorFile file, FasterRcnn network, IReadOnlyList<string> classes) => (this.file, Network, Classes) = (file, network, classes);

    /// <summary>The network; freed with this.</summary>
    public FasterRcnn Network { get; }

    /// <summary>What <see cref="ObjectBox.Class"/> means.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>SHA-256 of the weights, in 64 hex digits.</summary>
    public string Fingerprint => file.Fingerprint;

    /// <summary>Words about the training.</summary>
    public IReadOnlyDictionary<string, string> Record => file.Metadata;

    /// <summary>Makes a model of a trained network, which is copied.</summary>
    /// <param name="network">Trained.</param>
    /// <param name="classes">What its classes mean, one for each.</param>
    /// <param name="record">Words about the training, to be kept in the file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A word has a name that the file uses itself, a weight is no number, or there are more or fewer classes.</exception>
    public static DetectionNetworkFile Of(FasterRcnn network, IReadOnlyList<string> classes, IReadOnlyDictionary<string, string>? record = null, string device = "auto")
    {
        var words = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [SizesKey] = StrictJson.Write(network.Sizes),
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
            throw new ArgumentException(e.Message, e);
        }
    }

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <param name="limits">What is accepted of the file; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The device is unknown.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TensorFileException">It is not a good model file.</exception>
    public static DetectionNetworkFile Load(string path, string device = "auto", Limits? limits = null)
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

    /// <summary>Reads the bytes of a model file.</summary>
    /// <inheritdoc cref="Load"/>
    /// <param name="bytes">The whole file.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="limits">What is accepted.</param>
    public static DetectionNetworkFile FromBytes(byte[] bytes, string device = "auto", Limits? limits = null) => Read(TensorFile.FromBytes(bytes, limits), device);

    /// <summary>Whether tensors say that they are a model file of a detector, of any version.</summary>
    /// <param name="file">Any tensor file.</param>
    public static bool IsModel(TensorFile file) => file.Metadata.ContainsKey(VersionKey);

    /// <summary>Writes the model file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends with <see cref="ModelEnding"/>.</param>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it is.</exception>
    public void Save(string path) => file.Save(path);

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToBytes() => file.ToBytes();

    /// <summary>Copies the weights into a network of the same sizes, to train it further.</summary>
    /// <param name="network">Changed in place.</param>
    /// <exception cref="TensorFileException">It has other sizes; nothing was changed.</exception>
    public void CopyTo(FasterRcnn network) => file.CopyTo(network);

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();

    private static DetectionNetworkFile Read(TensorFile file, string device)
    {
        var version = Word(file, VersionKey);
        if (version != Version)
            throw new TensorFileException($"the model file is of version {version}, this program reads version {Version}");
        var (sizes, classes) = Words(file);
        CheckWeights(file, sizes.LeastWeightBytes());
        var there = ComputeDevice.Choose(device);
        var network = new FasterRcnn(sizes);
        try
        {
            file.CopyTo(network);
            network.to(there);
            return new DetectionNetworkFile(file, network, classes);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static (FasterRcnnSizes Sizes, IReadOnlyList<string> Classes) Words(TensorFile file)
    {
        try
        {
            var sizes = StrictJson.Read<FasterRcnnSizes>(Word(file, SizesKey));
            var classes = JsonSerializer.Deserialize<string[]>(Word(file, ClassesKey)) ?? [];
            sizes.Check();
            return classes.Length == sizes.Classes && !classes.Contains(null) ? (sizes, classes)
                : throw new ArgumentException($"there are names of {classes.Length} classes, but the network knows {sizes.Classes}");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new TensorFileException($"model file: {e.Message}", e);
        }
    }

    private static string Word(TensorFile file, string key) => file.Metadata.GetValueOrDefault(key)
        ?? throw new TensorFileException($"the metadata has no '{key}'; these are tensors, but no model file of a detector");

    // The network is made before its weights are compared, so its size must be credible first.
    private static void CheckWeights(TensorFile file, long least)
    {
        var there = file.Tensors.Sum(tensor => (long)tensor.Data.Length);
        if (there < least)
            throw new TensorFileException($"model file: the sizes ask for more than {least:N0} bytes of weights, but there are {there:N0}");
        foreach (var tensor in file.Tensors.Where(tensor => tensor.Type == TensorType.F32))
            ModelFile.CheckNumbers(tensor);
    }
}
