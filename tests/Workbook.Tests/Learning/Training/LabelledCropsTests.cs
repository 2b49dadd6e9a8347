using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training;

public sealed class LabelledCropsTests
{
    [Fact]
    public void Image_and_labels_are_cut_and_mirrored_together_and_every_image_comes_once_in_a_pass()
    {
        using var scope = NewDisposeScope();
        var cases = Enumerable.Range(0, 4).Select(Case).ToArray();
        var crops = new LabelledCrops(cases, classes: 3, batch: 2, size: 6);
        var seen = new List<int>();
        for (var step = 0; step < 2; step++)
        {
            var (images, truth) = crops.Batch(new StepRandom(3), step);
            Assert.Equal([2, 3, 6, 6], images.shape);
            var red = (images.select(1, 0) * 255).round().to(int64); // red is 3 x (pixel's label) + 10 x case
            Assert.Equal((truth.argmax(1) * 3).data<long>().ToArray(), (red % 10).data<long>().ToArray());
            seen.AddRange(Enumerable.Range(0, 2).Select(i => (int)(red[i, 0, 0].item<long>() / 10)));
            Assert.Equal(images.bytes.ToArray(), crops.Batch(new StepRandom(3), step).Images.bytes.ToArray());
        }
        Assert.Equal([0, 1, 2, 3], seen.Order());
    }

    [Fact]
    public void Cases_that_do_not_fit_are_named()
    {
        var (image, labels) = Case(1);
        Assert.Contains("its labels 3 x 3", Assert.Throws<ArgumentException>(() => new LabelledCrops([(image, new LabelImage(3, 3, new byte[9]))], 3, 1, 2)).Message);
        Assert.Contains("too small for crops of 9 x 9", Assert.Throws<ArgumentException>(() => new LabelledCrops([(image, labels)], 3, 1, 9)).Message);
        Assert.Contains("has the label 2; with 1 channels allowed is 0 to 1", Assert.Throws<ArgumentException>(() => new LabelledCrops([(image, labels)], 1, 1, 4)).Message);
        Assert.Throws<ArgumentException>(() => new LabelledCrops([], 1, 1, 4));
    }

    private static (RgbImage, LabelImage) Case(int number)
    {
        var (image, labels) = (new RgbImage(8, 7), new LabelImage(8, 7, new byte[56]));
        for (var i = 0; i < 56; i++)
        {
            labels.Labels[i] = (byte)((i + i / 7 + number) % 3);
            image.Pixels[3 * i] = (byte)(10 * number + 3 * labels.Labels[i]);
        }
        return (image, labels);
    }
}
