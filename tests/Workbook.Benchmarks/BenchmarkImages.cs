using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Files;
using Workbook.Imaging.Scenes;

namespace Workbook.Benchmarks;

/// <summary>What is measured on: crack tiles of 227 x 227, drawn, or real ones where WORKBOOK_DATA says so.</summary>
internal static class BenchmarkImages
{
    private const string Tiles = "crack-ozgenel";

    /// <summary>Tiles, half of them with a crack.</summary>
    internal static RgbImage[] Load(int count)
    {
        if (Environment.GetEnvironmentVariable("WORKBOOK_DATA") is not { Length: > 0 } root)
            return [.. CrackScenes.Many(count, seed: 1).Select(scene => scene.Image)];
        var files = new[] { "Positive", "Negative" }.SelectMany(label => Directory.GetFiles(Path.Combine(root, Tiles, label)).Order().Take((count + 1) / 2));
        return [.. files.Take(count).Select(file => ImageFile.Read(file))];
    }

    /// <summary>Knowledge of the usual size from 40 tiles.</summary>
    internal static MagicKnowledge Knowledge() => KnowledgeAcquisition.Learn(Load(40), new() { Epochs = 10 });
}
