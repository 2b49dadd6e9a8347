using Workbook.Codecs;
using Workbook.Fuzz.Targets;
using Workbook.Imaging.Scenes;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Tests.Learning.Codecs;

public class ShippedModelTests
{
    [Fact]
    public void Every_shipped_model_is_what_its_name_says_and_reads_its_own_files()
    {
        NativeTorch.Load();
        foreach (var name in ShippedModels.Names)
        {
            using var codec = ShippedModels.Load(name);
            Assert.Equal(name, FormattableString.Invariant($"{codec.Architecture.Name}-{codec.Lambda}"));
            Assert.Equal((70, 50), codec.Decode(codec.Encode(LearnedSamples.Image(70, 50, 1))) is var seen ? (seen.Rows, seen.Columns) : default);
        }
    }

    [Fact]
    public void Every_shipped_network_marks_what_its_name_says_on_scenes_that_it_has_not_seen()
    {
        NativeTorch.Load();
        Assert.Contains("erfnet-polyps", ShippedModels.SegmentationNames);
        foreach (var name in ShippedModels.SegmentationNames)
        {
            using var model = ShippedModels.LoadSegmentation(name);
            Assert.StartsWith($"erfnet-{model.Classes[1]}", name);
            LabelledCase[] scenes = [.. PolypScenes.Many(4, seed: 1001).Select(scene => LabelledCase.Of(scene.Image, LabelImage.FromMask(scene.Mask)))];
            var matrix = ConfusionMatrix.Of(model.Classes.Count, SegmentationTest.Originals(model.Network, ErfNet.Stride, scenes).Select(one => (one.Case.Labels, one.Labels)));
            Array.ForEach(scenes, scene => scene.Dispose());
            Assert.InRange(matrix.MeanIoU(), 0.7, 1);
        }
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_with_the_names_of_those_that_are()
    {
        var message = Assert.Throws<ArgumentException>(() => ShippedModels.Load("mbt2018-mean-7")).Message;
        Assert.Contains("there is no model 'mbt2018-mean-7'", message);
        Assert.All(ShippedModels.Names, name => Assert.Contains(name, message));
        Assert.Contains("there are erfnet-polyps", Assert.Throws<ArgumentException>(() => ShippedModels.LoadSegmentation("erfnet-cats")).Message);
    }
}
