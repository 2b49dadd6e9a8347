using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Codecs;

/// <summary>A recurrent codec's model at rest: a tensor file with weights and counts, and words that say what it is (FORMAT.md).</summary>
internal static class RecurrentModelFile
{
    private const string Version = "1", VersionKey = "workbook.recurrent", SizesKey = "sizes", IterationsKey = "iterations", CountsName = "counts";

    /// <summary>Puts a network, its counts and words together.</summary>
    /// <exception cref="ArgumentException">A word has a name that the file needs for itself.</exception>
    internal static TensorFile Of(RecurrentModel network, int iterations, ReadOnlySpan<int> counts, IReadOnlyDictionary<string, string> record)
    {
        var words = new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [SizesKey] = StrictJson.Write(network.Sizes),
            [IterationsKey] = iterations.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in record)
            if (!words.TryAdd(key, value))
                throw new ArgumentException($"the record has '{key}', which the model file says itself", nameof(record));
        return new TensorFile(TensorFile.Of(network).Tensors.Append(new StoredTensor(CountsName, TensorType.I32, [counts.Length], MemoryMarshal.AsBytes(counts).ToArray())), words);
    }

    internal static bool IsModel(TensorFile file) => file.Metadata.ContainsKey(VersionKey);

    /// <summary>What the words say that all model files have.</summary>
    /// <exception cref="TensorFileException">They are not those of a model file.</exception>
    internal static (RecurrentSizes Sizes, int Iterations) Read(TensorFile file)
    {
        var version = Word(file, VersionKey);
        if (version != Version)
            throw new TensorFileException($"the model file is of version {version}, this program reads version {Version}");
        try
        {
            var sizes = StrictJson.Read<RecurrentSizes>(Word(file, SizesKey));
            sizes.Check();
            if (!int.TryParse(Word(file, IterationsKey), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
                throw new TensorFileException($"model file: '{IterationsKey}' in the metadata is no whole number");
            RecurrentSizes.CheckIterations(iterations);
            return (sizes, iterations);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new TensorFileException($"model file: {e.Message}", e);
        }
    }

    /// <summary>Zeros and ones that the coder starts from.</summary>
    /// <exception cref="TensorFileException">They are not there, or not as many as the sizes need.</exception>
    internal static int[] Counts(TensorFile file, RecurrentSizes sizes, int iterations)
    {
        if (file.Find(CountsName) is not { Type: TensorType.I32 } stored)
            throw new TensorFileException($"model file: there is no '{CountsName}' of whole numbers");
        var counts = MemoryMarshal.Cast<byte, int>(stored.Data.Span).ToArray();
        return counts.Length == CountsLength(sizes, iterations) && counts.All(count => count >= 0) ? counts
            : throw new TensorFileException($"model file: '{CountsName}' has {counts.Length} numbers for {sizes.Bits} bits in {iterations} iterations; "
                + $"expected {2 * BitMapCoder.Contexts} for each, none negative");
    }

    /// <summary>Makes the network and gives it the file's weights.</summary>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="TensorFileException">The weights are not those of the sizes, or not all numbers.</exception>
    internal static RecurrentModel Network(TensorFile file, RecurrentSizes sizes)
    {
        var weights = new TensorFile(file.Tensors.Where(tensor => tensor.Name != CountsName));
        var there = weights.Tensors.Sum(tensor => (long)tensor.Data.Length);
        if (there < sizeof(float) * sizes.ParameterCount)
            throw new TensorFileException($"model file: the sizes ask for {sizeof(float) * sizes.ParameterCount:N0} bytes of weights, but there are {there:N0}");
        foreach (var tensor in weights.Tensors.Where(tensor => tensor.Type == TensorType.F32))
            ModelFile.CheckNumbers(tensor);
        var network = new RecurrentModel(sizes);
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

    internal static int CountsLength(RecurrentSizes sizes, int iterations) => 2 * BitMapCoder.Contexts * sizes.Bits * iterations;

    private static string Word(TensorFile file, string key) => file.Metadata.GetValueOrDefault(key)
        ?? throw new TensorFileException($"the metadata has no '{key}'; these are tensors, but no model file of a recurrent codec");
}
