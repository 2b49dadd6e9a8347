using BenchmarkDotNet.Attributes;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Standard;

namespace Workbook.Benchmarks;

/// <summary>A whole tile through every profile, beside libwebp in the same process.</summary>
/// <remarks>One call codes or decodes <see cref="Count"/> different tiles; times are for one tile.</remarks>
[MemoryDiagnoser]
public class MagicCodecs
{
    private const int Count = 8;
    private readonly RgbImage[] images = BenchmarkImages.Load(Count);
    private readonly WebP webP = new(1);
    private MagicCodec paper = null!, compact = null!, vertex = null!;
    private byte[][] paperStreams = [], compactStreams = [], vertexStreams = [], webPStreams = [];

    /// <summary>Learns and codes once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var knowledge = BenchmarkImages.Knowledge();
        MagicCodec Codec(MagicProfile profile) => new(knowledge, new() { Profile = profile });
        (paper, compact, vertex) = (Codec(MagicProfile.Paper), Codec(MagicProfile.Compact), Codec(MagicProfile.Vertex));
        byte[][] Streams(IImageCodec codec) => [.. images.Select(codec.Encode)];
        (paperStreams, compactStreams, vertexStreams, webPStreams) = (Streams(paper), Streams(compact), Streams(vertex), Streams(webP));
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int EncodePaper() => Encode(paper);

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public int EncodeCompact() => Encode(compact);

    [Benchmark(OperationsPerInvoke = Count)]
    public int EncodeVertex() => Encode(vertex);

    [Benchmark(OperationsPerInvoke = Count)]
    public int EncodeWebP() => Encode(webP);

    [Benchmark(OperationsPerInvoke = Count)]
    public int DecodePaper() => Decode(paper, paperStreams);

    [Benchmark(OperationsPerInvoke = Count)]
    public int DecodeCompact() => Decode(compact, compactStreams);

    [Benchmark(OperationsPerInvoke = Count)]
    public int DecodeVertex() => Decode(vertex, vertexStreams);

    [Benchmark(OperationsPerInvoke = Count)]
    public int DecodeWebP() => Decode(webP, webPStreams);

    private int Encode(IImageCodec codec) => images.Sum(image => codec.Encode(image).Length);

    private static int Decode(IImageCodec codec, byte[][] streams) => streams.Sum(stream => codec.Decode(stream).PixelCount);
}
