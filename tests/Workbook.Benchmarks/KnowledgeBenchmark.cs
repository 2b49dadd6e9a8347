using BenchmarkDotNet.Attributes;
using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Benchmarks;

/// <summary>Acquiring, writing and reading knowledge.</summary>
[MemoryDiagnoser]
public class KnowledgeBenchmark
{
    private RgbImage[] images = [];
    private MagicKnowledge knowledge = null!;
    private byte[] file = [];

    /// <summary>Number of images to learn from.</summary>
    [Params(20)]
    public int Images { get; set; }

    /// <summary>Draws or reads the images.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (images, knowledge) = (BenchmarkImages.Load(Images), BenchmarkImages.Knowledge());
        file = knowledge.ToBytes();
    }

    [Benchmark]
    public MagicKnowledge LearnOnOneCore() => KnowledgeAcquisition.Learn(images, new() { MaxDegreeOfParallelism = 1 });

    [Benchmark]
    public MagicKnowledge Read() => MagicKnowledge.FromBytes(file);

    [Benchmark]
    public byte[] Write() => knowledge.ToBytes();
}
