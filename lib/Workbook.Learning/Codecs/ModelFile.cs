using System.Globalization;
using System.Runtime.InteropServices;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Codecs;

/// <summary>A model at rest: a tensor file with the weights, the integer tables, and words that say what it is (FORMAT.md).</summary>
internal static class ModelFile
{
    private const string Version = "1";
    private const string VersionKey = "workbook.codec", NameKey = "architecture", InnerKey = "N", LatentKey = "M", LambdaKey = "lambda";
    private const string BottleneckPrefix = "entropy_bottleneck.";

    /// <summary>Puts a network, the tables that its weights give, and words together.</summary>
    /// <exception cref="ArgumentException">A word has a name that the file needs for itself.</exception>
    /// <exception cref="InvalidOperationException">A weight is not a number.</exception>
    internal static TensorFile Of(CompressionModel network, double lambda, IReadOnlyDictionary<string, string> record)
    {
        var architecture = ModelArchitecture.Of(network);
        var words = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [NameKey] = architecture.Name,
            [InnerKey] = architecture.N.ToString(CultureInfo.InvariantCulture),
            [LatentKey] = architecture.M.ToString(CultureInfo.InvariantCulture),
            [LambdaKey] = lambda.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in record)
            if (!words.TryAdd(key, value))
                throw new ArgumentException($"the record has '{key}', which the model file says itself", nameof(record));
        return new TensorFile(TensorFile.Of(network).Tensors.Select(Shortened).Concat(LatentTables.Of(network).ToTensors()), words);
    }

    internal static bool IsModel(TensorFile file) => file.Metadata.ContainsKey(VersionKey);

    /// <summary>What the words say that all model files have.</summary>
    /// <exception cref="TensorFileException">They are not those of a model file.</exception>
    internal static (ModelArchitecture Architecture, double Lambda) Read(TensorFile file)
    {
        var version = file.Metadata.GetValueOrDefault(VersionKey);
        if (version != Version)
            throw new TensorFileException(version is null ? $"the metadata has no '{VersionKey}'; these are tensors, but no model file of a learned codec"
                : $"the model file is of version {version}, this program reads version {Version}");
        var architecture = new ModelArchitecture(file.Metadata.GetValueOrDefault(NameKey, ""), Number(file, InnerKey), Number(file, LatentKey));
        if (architecture.Fault() is { } fault)
            throw new TensorFileException($"model file: {fault}");
        return double.TryParse(file.Metadata.GetValueOrDefault(LambdaKey), NumberStyles.Float, CultureInfo.InvariantCulture, out var lambda) && lambda >= 0
            ? (architecture, lambda) : throw new TensorFileException($"model file: '{LambdaKey}' in the metadata is missing or no number from 0 on");
    }

    /// <summary>Makes the network and gives it the file's weights.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="TensorFileException">The weights are not the architecture's, or not all numbers.</exception>
    internal static CompressionModel Network(TensorFile file, ModelArchitecture architecture)
    {
        var weights = new TensorFile(file.Tensors.Where(tensor => !LatentTables.Names.Contains(tensor.Name)).Select(HalfNumbers.Widen));
        CheckRoom(weights, architecture);
        foreach (var tensor in weights.Tensors.Where(tensor => tensor.Type == TensorType.F32))
            CheckNumbers(tensor);
        var network = architecture.Create();
        try
        {
            weights.CopyTo(network);
            return network;
        }
        catch (TensorFileException)
        {
            network.Dispose();
            throw;
        }
    }

    // Kernels are nearly all of a model, and lose nothing that shows; the densities, of which the tables are made, stay as they are.
    private static StoredTensor Shortened(StoredTensor tensor)
        => tensor is { Type: TensorType.F32, Shape.Count: 4 } && !tensor.Name.StartsWith(BottleneckPrefix, StringComparison.Ordinal) ? HalfNumbers.Shorten(tensor) : tensor;

    private static int Number(TensorFile file, string key)
        => int.TryParse(file.Metadata.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new TensorFileException($"model file: '{key}' in the metadata is missing or no whole number");

    private static void CheckRoom(TensorFile weights, ModelArchitecture architecture)
    {
        var there = weights.Tensors.Sum(tensor => (long)tensor.Data.Length);
        if (there < architecture.LeastWeightBytes)
            throw new TensorFileException($"model file: {architecture} was told, but there are {there:N0} bytes of weights; it has more than {architecture.LeastWeightBytes:N0}");
    }

    /// <exception cref="TensorFileException">A value is infinite, not a number, or below the least that is allowed.</exception>
    internal static void CheckNumbers(StoredTensor tensor, float least = float.NegativeInfinity)
    {
        foreach (var value in MemoryMarshal.Cast<byte, float>(tensor.Data.Span))
            if (!float.IsFinite(value) || value < least)
                throw new TensorFileException($"tensor '{tensor.Name}' holds {value}; the model was not trained to the end");
    }
}
