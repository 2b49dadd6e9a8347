using System.Runtime.InteropServices;
using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Models;
using Workbook.Learning.Rate;
using Workbook.Learning.Storage;

namespace Workbook.Learning.Codecs;

/// <summary>The integers that a model ships beside its weights: made once, where it was trained, since logarithms differ between machines.</summary>
/// <param name="Medians">Fixed-point medians of the channels of the latent without side information.</param>
/// <param name="Bottleneck">Its tables, one for each channel.</param>
/// <param name="Scales">The tables of y's scales; null without a hyperprior.</param>
internal sealed record LatentTables(int[] Medians, IntegerTables Bottleneck, IntegerTables? Scales)
{
    private const string MediansName = "tables.medians", BottleneckName = "tables.bottleneck", ScalesName = "tables.scales";

    /// <summary>The tensors of a model file that are no weights.</summary>
    internal static IReadOnlyList<string> Names { get; } = [MediansName, BottleneckName, ScalesName];

    /// <summary>The tables that a network's weights give.</summary>
    /// <exception cref="InvalidOperationException">A weight is not a number.</exception>
    internal static LatentTables Of(CompressionModel network)
        => new(network.Bottleneck.FixedPointMedians(), network.Bottleneck.ToTables(), network is HyperpriorModel ? GaussianConditional.ToTables() : null);

    /// <summary>Reads the tables.</summary>
    /// <exception cref="TensorFileException">They are missing, damaged, or not those of the architecture.</exception>
    internal static LatentTables Read(TensorFile file, ModelArchitecture architecture)
    {
        var medians = MemoryMarshal.Cast<byte, int>(Data(file, MediansName, TensorType.I32)).ToArray();
        if (medians.Length != architecture.BottleneckChannels || medians.Any(median => median is < -FixedPoint.Limit or > FixedPoint.Limit))
            throw new TensorFileException($"there are {medians.Length} medians for {architecture.BottleneckChannels} channels, or one is beyond {FixedPoint.Limit}");
        var bottleneck = ReadTables(file, BottleneckName, medians.Length);
        if (architecture.HasHyperprior)
            return new LatentTables(medians, bottleneck, ReadTables(file, ScalesName, GaussianConditional.Scales.Count));
        return file.Find(ScalesName) is null ? new LatentTables(medians, bottleneck, null)
            : throw new TensorFileException($"'{ScalesName}' stands in a model without hyperprior");
    }

    /// <summary>The tables as a model file has them.</summary>
    internal IEnumerable<StoredTensor> ToTensors()
    {
        yield return new StoredTensor(MediansName, TensorType.I32, [Medians.Length], MemoryMarshal.AsBytes<int>(Medians).ToArray());
        yield return Store(BottleneckName, Bottleneck);
        if (Scales is not null)
            yield return Store(ScalesName, Scales);
    }

    private static StoredTensor Store(string name, IntegerTables tables)
    {
        var bytes = tables.ToBytes();
        return new StoredTensor(name, TensorType.U8, [bytes.Length], bytes);
    }

    private static IntegerTables ReadTables(TensorFile file, string name, int count)
    {
        try
        {
            var tables = IntegerTables.FromBytes(Data(file, name, TensorType.U8));
            return tables.Count == count ? tables : throw new TensorFileException($"'{name}' has {tables.Count} tables, expected {count}");
        }
        catch (BitstreamException e)
        {
            throw new TensorFileException($"'{name}': {e.Message}", e);
        }
    }

    private static ReadOnlySpan<byte> Data(TensorFile file, string name, TensorType type)
        => file.Find(name) is { } tensor && tensor.Type == type && tensor.Shape.Count == 1 ? tensor.Data.Span
            : throw new TensorFileException($"the model file lacks '{name}', {type} of one dimension; it was not written by this program");
}
