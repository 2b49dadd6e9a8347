using BenchmarkDotNet.Attributes;
using Workbook.Imaging.Scenes;

namespace Workbook.Benchmarks;

/// <summary>Drawing scenes of the usual size.</summary>
public class SceneBenchmark
{
    private int index;

    [Benchmark]
    public Scene Crack() => CrackScenes.Make(index++ % 64, 1);

    [Benchmark]
    public Scene Fire() => FireScenes.Make(index++ % 64, 1);
}
