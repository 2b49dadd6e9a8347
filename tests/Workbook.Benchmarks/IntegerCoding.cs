using BenchmarkDotNet.Attributes;
using Workbook.Codecs.Entropy;
using Workbook.Tests.Codecs.Entropy;

namespace Workbook.Benchmarks;

/// <summary>Coding the symbols of a learned codec; times are for one symbol. Pin it to a core: <c>taskset -c 1 dotnet run ...</c></summary>
[MedianColumn]
public class IntegerCoding
{
    private const int Count = 1 << 20;
    private readonly int[] decoded = new int[Count];
    private GaussianSymbols symbols = null!;
    private byte[] payload = [];

    /// <summary>Whether all 64 scales are met alike (4.6 bits a symbol), or as at a low rate (1.0 bits).</summary>
    [Params(false, true)]
    public bool ScalesAlike { get; set; }

    /// <summary>Draws the symbols and codes them once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        symbols = GaussianSymbols.Draw(Count, seed: 1, ScalesAlike);
        payload = Encode();
        Decode();
        if (!decoded.AsSpan().SequenceEqual(symbols.Values))
            throw new InvalidOperationException("the symbols did not come back");
    }

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public byte[] Encode() => GaussianSymbols.Tables.Encode(symbols.Values, symbols.Indices);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Decode() => GaussianSymbols.Tables.Decode(payload, symbols.Indices, decoded);
}
