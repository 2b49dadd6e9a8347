using System.Runtime.InteropServices;
using System.Text.Json;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Designs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Codecs;

/// <summary>Trained joint networks with all that device and cloud need of them, in memory and as a model file (FORMAT.md).</summary>
public sealed class JointModel : IDisposable
{
    /// <summary>How model files end.</summary>
    public const string ModelEnding = ".wjm";

    private const string Version = "1", VersionKey = "workbook.joint", DesignKey = "design", SizesKey = "sizes", ClassesKey = "classes", CountsName = JointCodec.CountsName;
    private readonly TensorFile file;

    private JointModel(TensorFile file, JointDesign design, JointSizes sizes, IReadOnlyList<string> classes, JointNetworks networks, int[] counts)
    {
        (this.file, Design, Sizes, Classes, Networks) = (file, design, sizes, classes, networks);
        networks.eval();
        Codec = design.Compresses ? new JointCodec(networks, counts, sizes.Stride) : null;
    }

    /// <summary>Which design it is.</summary>
    public JointDesign Design { get; }

    /// <summary>How large the networks are.</summary>
    public JointSizes Sizes { get; }

    /// <summary>It is for volumes, not for images.</summary>
    public bool IsVolume => Sizes.Segmentation.Dimensions == 3;

    /// <summary>What the class indices of its label maps mean; 0 is the background.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>C, g and S, in evaluation mode; freed with the model.</summary>
    public JointNetworks Networks { get; }

    /// <summary>Writes and reads files; null where nothing is compressed.</summary>
    public JointCodec? Codec { get; }

    /// <summary>SHA-256 of weights and counts, in 64 hex digits; streams tell its first four.</summary>
    public string Fingerprint => file.Fingerprint;

    /// <summary>Words about the training.</summary>
    public IReadOnlyDictionary<string, string> Record => file.Metadata;

    /// <summary>Makes a model of trained networks, which are copied.</summary>
    /// <param name="design">Their design.</param>
    /// <param name="sizes">Their sizes.</param>
    /// <param name="networks">Trained.</param>
    /// <param name="counts">What training codes taught (<see cref="JointCodec.Count"/>); empty where nothing is compressed.</param>
    /// <param name="classes">What the class indices mean.</param>
    /// <param name="record">Words about the training, to be kept in the file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A word has a name that the file uses itself, or the networks are of other sizes.</exception>
    public static JointModel Of(JointDesign design, JointSizes sizes, JointNetworks networks, int[] counts, IReadOnlyList<string> classes,
        IReadOnlyDictionary<string, string>? record = null, string device = "auto")
    {
        var words = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [DesignKey] = design.Name,
            [SizesKey] = StrictJson.Write(sizes),
            [ClassesKey] = JsonSerializer.Serialize(classes),
        };
        foreach (var (key, value) in record ?? new Dictionary<string, string>())
            if (!words.TryAdd(key, value))
                throw new ArgumentException($"the record has '{key}', which the model file says itself", nameof(record));
        try
        {
            return Read(new TensorFile(JointCodec.Tensors(networks, counts), words), device);
        }
        catch (TensorFileException e)
        {
            throw new ArgumentException(e.Message, nameof(networks), e);
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
    public static JointModel Load(string path, string device = "auto", Limits? limits = null)
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
    public static JointModel FromBytes(byte[] bytes, string device = "auto", Limits? limits = null) => Read(TensorFile.FromBytes(bytes, limits), device);

    /// <summary>Whether tensors say that they are a model file, of any version.</summary>
    /// <param name="file">Any tensor file.</param>
    public static bool IsModel(TensorFile file) => file.Metadata.ContainsKey(VersionKey);

    /// <summary>Writes the model file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends with <see cref="ModelEnding"/>.</param>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it is.</exception>
    public void Save(string path) => file.Save(path);

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToBytes() => file.ToBytes();

    /// <summary>Frees the networks.</summary>
    public void Dispose() => Networks.Dispose();

    private static JointModel Read(TensorFile file, string device)
    {
        var version = Word(file, VersionKey);
        if (version != Version)
            throw new TensorFileException($"the model file is of version {version}, this program reads version {Version}");
        var (design, sizes, classes) = Words(file);
        CheckRoom(file, sizes.LeastWeightBytes(design));
        var (there, counts) = (ComputeDevice.Choose(device), Counts(file, design.Compresses ? sizes.Compression.CodeChannels : 0));
        var networks = sizes.Make(design, 0);
        try
        {
            var weights = new TensorFile(file.Tensors.Where(tensor => tensor.Name != CountsName));
            foreach (var tensor in weights.Tensors.Where(tensor => tensor.Type == TensorType.F32))
                ModelFile.CheckNumbers(tensor);
            weights.CopyTo(networks);
            networks.to(there);
            ChannelsLast.Apply(networks);
            return new JointModel(file, design, sizes, classes, networks, counts);
        }
        catch
        {
            networks.Dispose();
            throw;
        }
    }

    private static (JointDesign Design, JointSizes Sizes, IReadOnlyList<string> Classes) Words(TensorFile file)
    {
        try
        {
            var (design, sizes) = (JointDesigns.Find(Word(file, DesignKey)), StrictJson.Read<JointSizes>(Word(file, SizesKey)));
            var classes = JsonSerializer.Deserialize<string[]>(Word(file, ClassesKey)) ?? [];
            sizes.Check(classes.Length);
            return (design, sizes, classes);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new TensorFileException($"model file: {e.Message}", e);
        }
    }

    private static string Word(TensorFile file, string key) => file.Metadata.GetValueOrDefault(key)
        ?? throw new TensorFileException($"the metadata has no '{key}'; these are tensors, but no model file of joint networks");

    // Networks are made before their weights are compared, so their size must be credible first.
    private static void CheckRoom(TensorFile file, long least)
    {
        var there = file.Tensors.Sum(tensor => (long)tensor.Data.Length);
        if (there < least)
            throw new TensorFileException($"model file: the sizes ask for more than {least:N0} bytes of weights, but there are {there:N0}");
    }

    private static int[] Counts(TensorFile file, int channels)
    {
        if (file.Find(CountsName) is not { Type: TensorType.I32 } stored)
            throw new TensorFileException($"model file: there is no '{CountsName}' of whole numbers");
        var counts = MemoryMarshal.Cast<byte, int>(stored.Data.Span).ToArray();
        return counts.Length == 2 * BitMapCoder.Contexts * channels && counts.All(count => count >= 0) ? counts
            : throw new TensorFileException($"model file: '{CountsName}' has {counts.Length} numbers for {channels} channels; expected {2 * BitMapCoder.Contexts} for each, none negative");
    }
}
