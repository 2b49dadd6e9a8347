using Workbook.Imaging.Files;
using Workbook.Results.Accuracy;

namespace Workbook.Tests.Results.Accuracy;

/// <summary>Runs only where WORKBOOK_DATA names a folder with the crack images and the network.</summary>
public class RealDataTests
{
    [Fact]
    public void MobileNet_and_hand_made_features_tell_cracks_from_plain_concrete()
    {
        string root = Environment.GetEnvironmentVariable("WORKBOOK_DATA") ?? "";
        string network = Path.Combine(root, "pretrained-cnn", "mobilenet_v1_0.25_224_imagenet.onnx"), cracks = Path.Combine(root, "crack-ozgenel");
        Assert.SkipUnless(File.Exists(network) && Directory.Exists(cracks), "WORKBOOK_DATA is not set, or has no crack images and network");
        var images = new[] { "Positive", "Negative" }.SelectMany(label => Directory.GetFiles(Path.Combine(cracks, label)).Order(StringComparer.Ordinal)
            .Where((_, i) => i % 10 == 0).Select((file, i) => new AccuracyImage(label, $"{label} {i / 4}", () => ImageFile.Read(file)))).ToArray();
        using var mobile = new OnnxFeatures(network);
        Assert.Equal(256, mobile.Length);
        foreach (var extractor in (IFeatureExtractor[])[mobile, new HandmadeFeatures()])
            Assert.InRange(new AccuracyHarness(images, extractor).MeasureSource().Accuracy.Mean, 0.97, 1);
    }
}
