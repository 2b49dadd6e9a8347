using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Models;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Codecs;

/// <summary>Codecs out of networks and model files, and back.</summary>
public sealed partial class RecurrentCodec
{
    /// <summary>Makes a codec of a network as it is now.</summary>
    /// <param name="network">On any device; copied.</param>
    /// <param name="iterations">As many as it was trained for.</param>
    /// <param name="counts">What training codes taught, as <see cref="Count"/> gives it; empty for nothing.</param>
    /// <param name="record">Words about the training, to be kept in the model file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A weight is not a number, the counts are of another model, a word has a name that the file uses itself, or the device is unknown.</exception>
    public static RecurrentCodec Of(RecurrentModel network, int iterations, ReadOnlySpan<int> counts = default, IReadOnlyDictionary<string, string>? record = null, string device = "auto")
    {
        RecurrentSizes.CheckIterations(iterations);
        var known = counts.IsEmpty ? new int[RecurrentModelFile.CountsLength(network.Sizes, iterations)] : counts;
        try
        {
            return new RecurrentCodec(RecurrentModelFile.Of(network, iterations, known, record ?? new Dictionary<string, string>()), ComputeDevice.Choose(device));
        }
        catch (TensorFileException e)
        {
            throw new ArgumentException(e.Message, nameof(network), e);
        }
    }

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <param name="limits">What is accepted of the model file; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The device is unknown.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TensorFileException">It is not a good model file.</exception>
    public static RecurrentCodec Load(string path, string device = "auto", Limits? limits = null)
    {
        var (there, file) = (ComputeDevice.Choose(device), TensorFile.Load(path, limits));
        try
        {
            return new RecurrentCodec(file, there);
        }
        catch (TensorFileException e)
        {
            throw new TensorFileException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the bytes of a model file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="device">Where it computes: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</param>
    /// <param name="limits">What is accepted of the model file; null for <see cref="Limits.Default"/>.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The device is unknown.</exception>
    /// <exception cref="TensorFileException">They are not a good model file.</exception>
    public static RecurrentCodec FromBytes(byte[] bytes, string device = "auto", Limits? limits = null)
        => new(TensorFile.FromBytes(bytes, limits), ComputeDevice.Choose(device));

    /// <summary>Whether tensors say that they are a model file, of any version.</summary>
    /// <param name="file">Any tensor file.</param>
    public static bool IsModel(TensorFile file) => RecurrentModelFile.IsModel(file);

    /// <summary>Writes the model file, whole or not at all.</summary>
    /// <param name="path">Where to; usually ends with <see cref="ModelEnding"/>.</param>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it is.</exception>
    public void Save(string path) => file.Save(path);

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToBytes() => file.ToBytes();
}
